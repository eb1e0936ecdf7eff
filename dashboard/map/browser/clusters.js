/**
 * Many incidents: a circle for each cell of a grid, sized by its number and divided by colour like a ring; the same numbers
 * on lines and in areas as a dashed plate, because those are not at a point.
 */
"use strict";
(function (im) {
  const CELL = 3, OUTLINED = 4;                      // kinds of what is drawn, after point, line and area
  const MOST = 27, RING = 4.5;                       // radius and width in pixels
  const LEAST = [[1000, 18], [100, 16], [10, 13], [0, 10]]; // radii that the number needs, from so many incidents on
  const ASIDE = [22, 32, 44, 58, 74], TURNS = 16;    // where a plate is put for which there is no room: pixels, directions
  const CLOSE = 0.72;                                // circles nearer than this share of their radii hide each other
  const LINE = 1;

  class Clusters {
    /** @param {object} payload with `cells` {at: [lat, lon, n], boxes: [s, w, n, e], parts} and `outlined` [kind, shape, n, parts]; `largest` is the
     *    number of which a circle has the full size, where another map has a larger one */
    constructor({ cells, outlined, largest = 1 }) {
      const { at = [[], [], []], boxes = [], parts = [] } = cells || {};
      this.cells = at[0].map((lat, i) => {
        const [x, y] = im.geometry.world(lat, at[1][i]);
        return { x, y, count: at[2][i], box: boxes.map(edge => edge[i]), parts: parts[i], id: "c" + i };
      });
      this.outlined = (outlined || []).map(([kind, shape, count, of], i) => ({ kind, shape, count, parts: of, id: "s" + i }));
      this.largest = Math.max(largest, ...this.cells.map(cell => cell.count));
      this.plates = [];
      this.drawn = [];
    }

    /** Lines and areas, and where their numbers will stand. Neutral: which actors, and how many of each, is on the plates. */
    paintAreas(pen, view, palette, shapes) {
      this.circles = this.layout(view);
      this.plates = [];
      let turn = 0;
      for (const spot of this.outlined) {
        const at = spot.kind === LINE
          ? this.paintLine(pen, view, palette, shapes.lines[spot.shape])
          : this.paintArea(pen, view, palette, shapes.areas[spot.shape], turn++ % 2);
        if (at) this.plates.push([spot, ...this.aside(at, view), at]);
      }
    }

    /** The nearest place without a circle or a plate for the plate of what lies at `at`; `at` itself where all is full. */
    aside([x, y], view) {
      if (this.room(x, y) >= 0) return [x, y];
      for (const far of ASIDE) {
        for (let turn = 0; turn < TURNS; turn++) {
          const angle = (2 * Math.PI * turn) / TURNS, px = x + 1.4 * far * Math.cos(angle), py = y + far * Math.sin(angle);
          const inside = Math.abs(px - view.padX - view.size.x / 2) < view.size.x / 2 - 30 && Math.abs(py - view.padY - view.size.y / 2) < view.size.y / 2 - 16;
          if (inside && this.room(px, py) >= 0) return [px, py];
        }
      }
      return [x, y];
    }

    /** Circles in pixels of the view, the largest first. Those that would hide each other become one, as long as the map can
     *  come closer: up there each keeps the box of its own incidents. */
    layout(view) {
      const merging = view.zoom < im.map.getMaxZoom() - 0.5, placed = [];
      for (const cell of this.cells) {
        const x = view.x(cell.x), y = view.y(cell.y), radius = this.radius(cell.count);
        if (x < -60 || y < -60 || x > view.width + 60 || y > view.height + 60) continue;
        const near = merging && placed.find(other => Math.hypot(other.x - x, other.y - y) < (other.radius + radius) * CLOSE);
        if (near) this.merge(near, cell, x, y);
        else placed.push({ x, y, radius, id: cell.id, count: cell.count, box: cell.box, parts: cell.parts });
      }
      return placed.sort((a, b) => b.count - a.count);
    }

    merge(circle, cell, x, y) {
      const all = circle.count + cell.count, share = cell.count / all, numbers = new Map();
      for (const parts of [circle.parts, cell.parts]) {
        for (let i = 0; i < parts.length; i += 2) numbers.set(parts[i], (numbers.get(parts[i]) || 0) + parts[i + 1]);
      }
      const [south, west, north, east] = circle.box, [s, w, n, e] = cell.box;
      Object.assign(circle, {
        x: circle.x + (x - circle.x) * share, y: circle.y + (y - circle.y) * share, count: all, radius: this.radius(all),
        box: [Math.min(south, s), Math.min(west, w), Math.max(north, n), Math.max(east, e)],
        parts: [...numbers].sort((a, b) => b[1] - a[1]).flat(),
      });
    }

    /** How many pixels a plate is away from the next circle or plate; below 0 where they touch. */
    room(x, y) {
      const away = (dx, dy, wide, high) => Math.max(Math.abs(dx) - wide, Math.abs(dy) - high);
      const circles = this.circles.map(circle => away(circle.x - x, circle.y - y, circle.radius + 24, circle.radius + 11));
      const plates = this.plates.map(([, px, py]) => away(px - x, py - y, 50, 23));
      return Math.min(...circles, ...plates, 0);
    }

    paintArea(pen, view, palette, shape, turn) {
      const box = shape && im.geometry.visibleBox(shape, view);
      if (!box) return null;
      const path = im.geometry.path(shape, view);
      im.symbols.area(pen, path, box, [-view.left, -view.top], turn, 0, 1, palette.neutral, palette, false);
      return im.geometry.inner(shape, view, (x, y) => this.room(x, y));
    }

    paintLine(pen, view, palette, line) {
      if (!line || line.length < 4) return null;
      const middle = line.map((value, i) => (i % 2 ? view.y(value) : view.x(value))), path = new Path2D();
      for (let at = 0; at < middle.length; at += 2) path.lineTo(middle[at], middle[at + 1]);
      im.symbols.band(pen, path, palette.neutral, palette, false);
      const frame = middle.map((value, i) => value - (i % 2 ? view.padY : view.padX));
      const at = im.geometry.middleInside(frame, view.size, (x, y) => this.room(x + view.padX, y + view.padY));
      return at && [at[0] + view.padX, at[1] + view.padY];
    }

    /** The leaders under everything, then the circles, small ones on top of large ones, then the plates. */
    paint(pen, view, palette) {
      this.drawn = [];
      for (const [, x, y, at] of this.plates) this.leader(pen, x, y, at, palette);
      for (const circle of this.circles || this.layout(view)) {
        this.ring(pen, circle, palette);
        im.symbols.write(pen, circle.x, circle.y, im.amount(circle.count), palette.ink);
        this.note(circle, CELL, circle.x - view.padX, circle.y - view.padY, circle.radius);
      }
      for (const [spot, x, y] of this.plates) {
        const reach = im.symbols.plate(pen, x, y, im.amount(spot.count), palette);
        this.bar(pen, x, y + 9, reach, spot);
        this.note(spot, OUTLINED, x - view.padX, y - view.padY, reach);
      }
      this.circles = null;
    }

    /** From a plate that stands aside to where it belongs. */
    leader(pen, x, y, [fromX, fromY], palette) {
      if (x === fromX && y === fromY) return;
      pen.setLineDash([]);
      pen.lineWidth = 1;
      pen.strokeStyle = pen.fillStyle = palette.ink;
      pen.beginPath();
      pen.moveTo(fromX, fromY);
      pen.lineTo(x, y);
      pen.stroke();
      pen.beginPath();
      pen.arc(fromX, fromY, 2.2, 0, 2 * Math.PI);
      pen.fill();
    }

    /** The parts of a plate as a bar along its foot. */
    bar(pen, x, y, half, { parts, count }) {
      let from = x - half;
      for (let i = 0; i < parts.length; i += 2) {
        const wide = (2 * half * parts[i + 1]) / count;
        pen.fillStyle = im.colours[parts[i]] || im.otherColour;
        pen.fillRect(from, y - 1.5, wide, 3);
        from += wide;
      }
    }

    note(spot, kind, x, y, reach) {
      this.drawn.push({ no: spot.id, kind, x, y, reach, row: this.drawn.length, spot });
    }

    /** By area: twice the number is twice the area; never smaller than its number needs, nor than a circle with a smaller one. */
    radius(count) {
      return Math.max(LEAST.find(([from]) => count >= from)[1], MOST * Math.sqrt(Math.min(1, count / this.largest)));
    }

    ring(pen, { x, y, radius, parts, count }, palette) {
      pen.setLineDash([]);
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.fillStyle = palette.land;
      pen.fill();
      let from = -Math.PI / 2;
      for (let i = 0; i < parts.length; i += 2) {
        const to = from + (2 * Math.PI * parts[i + 1]) / count;
        pen.beginPath();
        pen.arc(x, y, radius - RING / 2, from, to);
        pen.lineWidth = RING;
        pen.strokeStyle = im.colours[parts[i]] || im.otherColour;
        pen.stroke();
        from = to;
      }
      pen.lineWidth = 0.9;
      pen.strokeStyle = palette.symbolEdge;
      for (const edge of [radius, radius - RING]) { pen.beginPath(); pen.arc(x, y, edge, 0, 2 * Math.PI); pen.stroke(); }
    }

    /** The cell, line or area whose number is under a point of the frame; the upper one first. */
    at(x, y) {
      return this.drawn.findLast(mark => Math.hypot(mark.x - x, mark.y - y) <= mark.reach)?.spot ?? null;
    }

    /** Hover text: how many, of which colours how many, and what a click does. */
    describe(spot, nameOf) {
      const parts = [];
      for (let i = 0; i < spot.parts.length; i += 2) {
        parts.push({ colour: im.colours[spot.parts[i]] || im.otherColour, text: `${nameOf(spot.parts[i])} · ${im.amount(spot.parts[i + 1], true)}` });
      }
      const head = im.text("incidentsHere").replace("{n}", im.amount(spot.count, true));
      return { head, parts, foot: im.text(spot.box && goal(spot) ? "clickZooms" : "clickLists") };
    }

    /** Zooms in on what a cell holds; where that lies at one place, or is as large as the view, it is listed beside the map. */
    open(spot) {
      const closer = spot.box && goal(spot);
      if (closer) im.map.setView(closer.center, closer.zoom);
      else if (spot.box) im.send({ event: "inside", box: spot.box });
      else im.send({ event: "on", shape: spot.shape });
    }
  }

  /** Where to look to see a cell's incidents apart, one step closer at least; null where they lie at one place. */
  function goal({ box }) {
    const map = im.map, bounds = L.latLngBounds([[box[0], box[1]], [box[2], box[3]]]), most = map.getMaxZoom();
    const apart = map.project(bounds.getSouthWest(), most).distanceTo(map.project(bounds.getNorthEast(), most));
    if (apart <= 24 || map.getZoom() >= most) return null;
    const fitting = Math.min(map.getBoundsZoom(bounds, false, L.point(80, 80)), map.getZoom() + 3);
    return { center: bounds.getCenter(), zoom: Math.min(most, Math.max(fitting, map.getZoom() + 1)) };
  }

  im.Clusters = Clusters;
})(window.incidentMap = window.incidentMap || {});
