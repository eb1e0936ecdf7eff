/**
 * The legend: only what is on the map, drawn with the map's own symbols. Beside it the line of sources.
 */
"use strict";
(function (im) {
  const NARROW = 560;                                // px of frame below which the legend starts closed

  class Legend {
    constructor(map) {
      this.map = map;
      this.open = null;                              // null until the width of the frame is known
      this.control = L.control({ position: "bottomleft" });
      this.control.onAdd = () => this.build();
      this.control.addTo(map);
      map.on("resize", () => this.fit());
    }

    build() {
      const root = this.root = L.DomUtil.create("div", "incident-legend");
      root.setAttribute("role", "group");
      root.setAttribute("aria-label", im.text("legend"));
      this.warning = L.DomUtil.create("div", "incident-warning", root);
      this.button = L.DomUtil.create("button", "incident-toggle", root);
      this.button.type = "button";
      this.button.textContent = im.text("legend");
      this.button.setAttribute("aria-controls", "incident-legend-body");
      this.button.addEventListener("click", () => { this.setOpen(!this.open); im.stage.paint(["labels"]); });
      this.body = L.DomUtil.create("div", "incident-legend-body", root);
      this.body.id = "incident-legend-body";
      L.DomEvent.disableClickPropagation(root);
      L.DomEvent.disableScrollPropagation(root);
      return root;
    }

    setOpen(open) {
      this.open = open;
      this.button.setAttribute("aria-expanded", String(open));
      this.body.hidden = !open;
    }

    /** Never higher than the map, less the line of sources. The first real width decides whether it starts open. */
    fit() {
      const size = this.map.getSize();
      if (this.open === null && size.x > 0) this.setOpen(size.x >= NARROW);
      const narrow = size.x < NARROW;
      this.map.getContainer().classList.toggle("incident-narrow", narrow);
      const foot = narrow && im.sources ? im.sources.offsetHeight : 0;
      this.map.getContainer().style.setProperty("--incident-foot", foot + "px");
      this.root.style.maxHeight = Math.max(60, size.y - foot - 22) + "px";
    }

    /** Shows what a payload lists. The swatches are drawn again when the theme or the screen changed. */
    show(payload) {
      const { draw, precisionSample } = im.symbols, palette = im.paletteOf(payload.theme), grey = palette.neutral;
      const named = (list, paint) => (list || []).map(([what, name]) => (
        { text: String(payload.names[name] ?? ""), paint: pen => paint(pen, what) }));
      const { title = "actors", actors, numbers, shapes, statuses, precisions, classes, ties } = payload.legend || {};
      const shades = classes ? im.shades(palette, payload.shade.classes) : [];
      this.palette = palette;
      this.body.replaceChildren(
        ...this.group(title, named(actors, (pen, at) => draw(pen, 0, 14, 9, im.colours[at] || im.otherColour, false, palette))),
        ...this.group(title, named(classes, (pen, step) => swatch(pen, shades[step] || palette.land, palette))),
        ...(title === "density" ? this.group(title, [{ text: " ", paint: () => {} }]) : []),
        ...this.group("numbers", named(numbers, (pen, plate) => im.symbols.numberSample(pen, plate, 14, 9, palette))),
        ...this.group("ties", named(ties, (pen, kind) => new im.Ties(payload.ties).sample(pen, kind, palette))),
        ...this.group("types", named(shapes, (pen, shape) => draw(pen, shape, 14, 9, grey, false, palette))),
        ...this.group("statuses", named(statuses, (pen, status) => draw(pen, 0, 14, 9, grey, false, palette, status))),
        ...this.group("precision", named(precisions, (pen, step) => precisionSample(pen, step, 14, 9, grey, palette))),
        ...this.foot(payload.legend?.foot >= 0 ? payload.names[payload.legend.foot] : ""),
      );
      this.button.hidden = !this.body.childElementCount;
      this.warn(null);
      this.root.hidden = this.button.hidden;
      this.fit();
    }

    group(title, items) {
      if (!items.length) return [];
      const head = L.DomUtil.create("div", "incident-legend-title");
      const list = L.DomUtil.create("ul", `incident-legend-list incident-legend-${title}`);
      head.textContent = im.text(title);
      for (const { text, paint } of items) {
        const item = L.DomUtil.create("li", "", list), label = L.DomUtil.create("span", "");
        const { canvas, pen } = im.symbols.sheet(28, 18);
        paint(pen);
        canvas.setAttribute("aria-hidden", "true");
        label.textContent = text;
        item.append(canvas, label);
      }
      return [head, list];
    }

    foot(text) {
      if (!text) return [];
      const line = L.DomUtil.create("div", "incident-legend-foot");
      line.textContent = text;
      return [line];
    }

    /** The classes of a density, which follow from what is in view. */
    scale(classes, smoothed) {
      const shades = im.shades(this.palette, classes.length), old = this.body.querySelector(".incident-legend-density");
      if (!old) return;
      const items = classes.map((text, i) => ({ text, paint: pen => swatch(pen, shades[i], this.palette) }));
      const [, list] = this.group("density", [...items, { text: smoothed, paint: () => {} }]);
      old.replaceWith(list);
      this.fit();
    }

    /** A fault that the reader must know of, such as a file of roads and areas that did not come. */
    warn(key) {
      this.warning.textContent = key ? im.text(key) : "";
      this.warning.hidden = !key;
      if (key) this.root.hidden = false;
    }

    texts() {
      const found = [...this.body.querySelectorAll(".incident-legend-title, li span")];
      return found.map(node => node.textContent).filter(Boolean);
    }
  }

  function swatch(pen, colour, palette) {
    pen.fillStyle = colour;
    pen.fillRect(4, 3, 20, 12);
    pen.lineWidth = 0.8;
    pen.strokeStyle = palette.border;
    pen.strokeRect(4, 3, 20, 12);
  }

  /** Sources and disclaimer. Not Leaflet's own control, which would take them as HTML. */
  function addSources(map) {
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      im.sources = L.DomUtil.create("div", "incident-sources");
      L.DomEvent.disableClickPropagation(im.sources);
      return im.sources;
    };
    control.addTo(map);
  }

  im.Legend = Legend;
  im.addSources = addSources;
})(window.incidentMap = window.incidentMap || {});
