/**
 * The stage: four canvases, each in a pane of its own, that move and zoom with the map as one.
 * Deliberately not Leaflet layers: streamlit-folium attaches its handlers to every layer it finds.
 */
"use strict";
(function (im) {
  /** Bottom to top. Labels lie above hatching and roads, which may run behind a name, and below the symbols. */
  const PANES = [["land", 210], ["areas", 320], ["labels", 360], ["points", 420]];
  const ORDER = ["land", "areas", "points", "labels"]; // of painting: names look for room between the symbols
  const MARGIN = 0.15;                               // share of the frame drawn beyond each edge, shown while it is dragged

  class Stage {
    /** @param {object} painters functions by pane name: (pen, view) => void, called in ORDER */
    constructor(map, painters) {
      this.map = map;
      this.painters = painters;
      this.sheets = {};
      for (const [name, level] of PANES) {
        const pane = map.createPane("incident-" + name);
        pane.style.zIndex = level;
        pane.style.pointerEvents = "none";
        const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", pane);
        this.sheets[name] = { canvas, pen: canvas.getContext("2d") };
      }
      map.on("moveend viewreset resize", this.redraw, this);
      map.on("move", this.follow, this);
      map.on("zoom", () => this.stretch(map.getCenter(), map.getZoom()));
      map.on("zoomanim", event => this.stretch(event.center, event.zoom));
    }

    /** What the painters need to turn world coordinates into pixels of their canvas. */
    measure() {
      const map = this.map, size = map.getSize(), zoom = map.getZoom();
      const corner = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
      const zero = map.containerPointToLayerPoint([0, 0]), origin = map.getPixelOrigin();
      const scale = 256 * 2 ** zoom, left = origin.x + corner.x, top = origin.y + corner.y;
      return {
        zoom, scale, corner, center: map.getCenter(), padX: zero.x - corner.x, padY: zero.y - corner.y,
        width: Math.ceil(size.x * (1 + 2 * MARGIN)), height: Math.ceil(size.y * (1 + 2 * MARGIN)), left, top, size,
        x: x => x * scale - left, y: y => y * scale - top, worldX: x => (x + left) / scale, worldY: y => (y + top) / scale,
      };
    }

    /** Puts the canvases over the current view and paints all of them. */
    redraw() {
      if (this.map._animatingZoom) return;           // moveend follows, and until then the old picture is being stretched
      const view = this.view = this.measure(), ratio = im.ratio();
      for (const { canvas } of Object.values(this.sheets)) {
        const width = Math.round(view.width * ratio), height = Math.round(view.height * ratio);
        if (canvas.width !== width) canvas.width = width;
        if (canvas.height !== height) canvas.height = height;
        canvas.style.width = view.width + "px";
        canvas.style.height = view.height + "px";
        L.DomUtil.setPosition(canvas, view.corner);
      }
      this.paint(ORDER);
    }

    /** Paints some canvases (in ORDER) again where they are, for instance all but the land when only the incidents changed. */
    paint(names) {
      if (!this.view || this.map._animatingZoom) return this.redraw();
      const ratio = im.ratio();
      for (const name of names) {
        const { canvas, pen } = this.sheets[name];
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.clearRect(0, 0, canvas.width, canvas.height);
        pen.setTransform(ratio, 0, 0, ratio, 0, 0);
        this.painters[name](pen, this.view);
      }
    }

    /** Paints all into the lowest canvas: on paper a canvas is white where nothing is painted, and would hide those below it. */
    merge() {
      const { pen } = this.sheets.land;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      for (const [name] of PANES.slice(1)) pen.drawImage(this.sheets[name].canvas, 0, 0);
    }

    /** While dragging the canvases travel with the pane; only when the margin is used up a new picture is needed. */
    follow() {
      const view = this.view;
      if (!view || this.map.getZoom() !== view.zoom || this.map._animatingZoom) return;
      const corner = this.map.containerPointToLayerPoint(view.size.multiplyBy(-MARGIN));
      if (Math.abs(corner.x - view.corner.x) > view.padX || Math.abs(corner.y - view.corner.y) > view.padY) this.redraw();
    }

    /** While zooming the picture is stretched the way Leaflet's own renderers do it. */
    stretch(center, zoom) {
      const view = this.view, map = this.map;
      if (!view) return;
      const scale = map.getZoomScale(zoom, view.zoom);
      const half = view.size.multiplyBy(0.5).add([view.padX, view.padY]);
      const at = half.multiplyBy(-scale).add(map.project(view.center, zoom)).subtract(map._getNewPixelOrigin(center, zoom));
      for (const { canvas } of Object.values(this.sheets)) L.DomUtil.setTransform(canvas, at, scale);
    }
  }

  im.Stage = Stage;
})(window.incidentMap = window.incidentMap || {});
