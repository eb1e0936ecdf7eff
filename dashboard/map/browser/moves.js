/**
 * Where the map looks: views that Python sets, and views that the reader chose, told apart so that the two never chase
 * each other round.
 */
"use strict";
(function (im) {
  const QUIET = 400;                                 // ms without movement before Python hears of it
  const SOON = 30;                                   // the same where what is in view now must be counted there first
  const STILL = 3;                                   // px that do not count as a movement: rounding when the frame changes size

  const AIR = 12;                                    // px around the whole country

  class Moves {
    constructor(map) {
      this.map = map;
      this.serial = null;
      this.home = false;                             // whether all of it is shown, whatever size the frame takes
      this.around = null;                            // what that is, where it is not the whole country
      this.timer = null;
      this.accept();
      map.on("moveend", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.report(), this.covered() ? QUIET : SOON);
      });
      // Who has begun to move the map isn't brought back to the whole of it when the frame takes another size.
      map.on("dragstart zoomanim", () => { this.home = false; });
      // What will be in view is asked for while the picture still glides to its new size.
      map.on("zoomanim", ({ center, zoom }) => { if (!this.covered(center, zoom)) this.report(center, zoom); });
      map.on("resize", () => {
        const { x, y } = map.getSize();
        if (!x || !y) return;                        // a frame that goes, such as that of another language
        if (this.home) this.goHome();
        else if (!this.timer) this.accept();
        this.look();
      });
    }

    /** Takes the present view as known: nothing to report. */
    accept(center = this.map.getCenter(), zoom = this.map.getZoom()) {
      this.center = center;
      this.zoom = zoom;
    }

    /** What is in view there, as Python hears of it; on the globe, which the map's edges need not be. */
    seen(center = this.map.getCenter(), zoom = this.map.getZoom()) {
      const map = this.map, half = map.getSize().divideBy(2), at = map.project(center, zoom);
      const bounds = L.latLngBounds(map.unproject(at.subtract(half), zoom), map.unproject(at.add(half), zoom));
      const round = value => Number(value.toFixed(4)), edge = (value, most) => round(Math.max(-most, Math.min(most, value)));
      return {
        zoom: Number(zoom.toFixed(2)),
        bounds: [edge(bounds.getSouth(), 90), edge(bounds.getWest(), 180), edge(bounds.getNorth(), 90), edge(bounds.getEast(), 180)],
      };
    }

    /** Whether the layer holds all that is in view there, at this zoom. */
    covered(...there) {
      const [south, west, north, east, level] = im.layer?.payload.window || [];
      if (level === undefined) return true;
      const { zoom, bounds } = this.seen(...there);
      return Math.floor(zoom * 2) / 2 === level && bounds[0] >= south && bounds[1] >= west && bounds[2] <= north && bounds[3] <= east;
    }

    /** Asks Python for what is in view, once; a movement of the reader's own says it anyway. */
    look() {
      if (this.covered()) this.asked = null;
      else if (!this.timer && !this.map._animatingZoom && this.map.getSize().x) this.ask();
    }

    ask() {
      const seen = this.seen(), said = JSON.stringify(seen) + im.layer.payload.window;
      if (said === this.asked) return;
      this.asked = said;
      im.send({ event: "look", ...seen });
    }

    /**
     * @param {Array|null} frame [serial, lat, lon, zoom], [serial, south, west, north, east], or [serial] for the whole country; a
     *   serial that was applied before is not applied again
     */
    apply(frame) {
      if (!Array.isArray(frame) || frame[0] === this.serial) return;
      this.serial = frame[0];
      this.around = frame.length === 5 ? [[frame[1], frame[2]], [frame[3], frame[4]]] : null;
      if (frame.length !== 4) { this.goHome(); return; }
      this.home = false;
      this.map.setView([frame[1], frame[2]], frame[3], { animate: false });
      this.settle();
    }

    /** The whole country, beside the legend where that is open. */
    goHome() {
      this.home = true;
      const { x, y } = this.map.getSize();
      if (!x || !y) return;                          // not laid out yet: once it is, "resize" leads here again
      const left = im.legend.open && this.map.getSize().x > 2 * im.legend.root.offsetWidth ? im.legend.root.offsetWidth : 0;
      this.map.fitBounds(this.around || im.home, { animate: false, paddingTopLeft: [left + AIR, AIR], paddingBottomRight: [AIR, AIR + 14] });
      this.settle();
    }

    /** Takes a view that was set from here: it is not the reader's. */
    settle() {
      clearTimeout(this.timer);
      this.timer = null;
      this.accept();
    }

    report(center = this.map.getCenter(), zoom = this.map.getZoom()) {
      if (im.together.following) return;             // who was moved by the reader says it
      clearTimeout(this.timer);
      this.timer = null;
      const map = this.map;
      const away = map.project(center, zoom).distanceTo(map.project(this.center, zoom));
      if (zoom === this.zoom && away < STILL) return;
      this.accept(center, zoom);
      this.asked = null;
      this.home = false;
      const round = (value, places) => Number(value.toFixed(places));
      im.send({ event: "move", lat: round(center.lat, 4), lon: round(center.lng, 4), ...this.seen(center, zoom) });
    }
  }

  im.Moves = Moves;
})(window.incidentMap = window.incidentMap || {});
