/**
 * Names on the map: which fit, and where. Greedy and in a fixed order (regions, towns by rank, neighbours), so that the
 * same view always gives the same map. No two names touch; symbols and controls are kept clear where there is a choice.
 */
"use strict";
(function (im) {
  const CELL = 6;

  /** What is already taken: boxes of names and controls exactly, symbols on a coarse grid because they can be thousands. */
  class Space {
    /** Names stay inside the frame: one that its edge cuts off would look like another name. */
    constructor({ width, height, padX, padY }) {
      this.height = height;
      this.frame = [padX, padY, width - padX, height - padY];
      this.columns = Math.ceil(width / CELL) + 1;
      this.grid = new Uint8Array(this.columns * (Math.ceil(height / CELL) + 1));
      this.boxes = [];
    }

    block(x, y, radius) {
      const from = Math.max(0, Math.floor((x - radius) / CELL)), to = Math.min(this.columns - 1, Math.floor((x + radius) / CELL));
      const last = Math.min(Math.floor(this.height / CELL), Math.floor((y + radius) / CELL));
      for (let row = Math.max(0, Math.floor((y - radius) / CELL)); row <= last; row++) {
        if (from <= to) this.grid.fill(1, row * this.columns + from, row * this.columns + to + 1);
      }
    }

    /** Which share of a box symbols cover, 0 to 1; infinite when a name or a control is there already. */
    covered(box) {
      const frame = this.frame;
      if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3]) return Infinity;
      if (this.boxes.some(b => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) return Infinity;
      let all = 0, hidden = 0;
      for (let row = Math.floor(box[1] / CELL); row <= Math.floor(box[3] / CELL); row++) {
        for (let column = Math.floor(box[0] / CELL); column <= Math.floor(box[2] / CELL); column++) {
          all++;
          hidden += this.grid[row * this.columns + column];
        }
      }
      return hidden / all;
    }
  }

  /** Takes the first free spot for a text; failing that, the one that symbols cover least, up to a share of `bearable`. */
  function settle(space, pen, text, style, spots, bearable = 0.25) {
    pen.font = style.font;
    pen.letterSpacing = (style.spacing || 0) + "px";
    const width = pen.measureText(text).width, height = style.size * 1.15;
    let best = null, least = bearable;
    for (const [x, y, align] of spots) {
      const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
      const box = [left - 3, y - height / 2 - 1, left + width + 3, y + height / 2 + 1];
      const share = space.covered(box);
      if (share < least || (share === 0 && !best)) { least = share; best = { text, style, x: left, y, box }; }
      if (share === 0) break;
    }
    return best && take(space, best);
  }

  function take(space, label) {
    space.boxes.push(label.box);
    return label;
  }

  /** Halo first, then the letters: the halo is what keeps a name readable over borders and hatching. */
  function write(pen, { text, style, x, y }) {
    pen.font = style.font;
    pen.letterSpacing = (style.spacing || 0) + "px";
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3.2;
    pen.strokeStyle = style.halo;
    pen.strokeText(text, x, y);
    pen.fillStyle = style.colour;
    pen.fillText(text, x, y);
    pen.letterSpacing = "0px";
  }

  /** Spots for a centred text of some width inside a shape: the given one first, then a grid over the visible part; those
   *  with air around them before those that only just fit. `strict` is the share of the width that must lie inside.
   *  A generator, because most names take the first spot and testing all of them is slow. */
  function* spotsInside(shape, at, width, strict, view) {
    const box = im.geometry.visibleBox(shape, view), half = (width * strict) / 2;
    if (!box) return;
    const left = Math.max(box[0], view.padX), right = Math.min(box[2], view.width - view.padX);
    const top = Math.max(box[1], view.padY), bottom = Math.min(box[3], view.height - view.padY);
    if (right - left < 2 * half || bottom - top < 10) return;
    const given = at && inFrame(at, view), middle = given ? at : [(left + right) / 2, (top + bottom) / 2];
    const spots = [0, -16, 16, -30, 30].map(dy => [middle[0], middle[1] + dy]);
    if (given) yield* spots.filter(spot => fits(shape, spot, half, 5, view));
    for (let i = 1; i < 100; i++) {
      if (i % 10) spots.push([left + ((right - left) * (i % 10)) / 10, top + ((bottom - top) * (Math.floor(i / 10) + 0.5)) / 10]);
    }
    const away = spot => Math.hypot(spot[0] - middle[0], spot[1] - middle[1]);
    spots.sort((a, b) => away(a) - away(b));
    for (const spot of spots) if (fits(shape, spot, half * 1.5 + 8, 18, view)) yield spot;
    for (const spot of spots) if (fits(shape, spot, half, 5, view)) yield spot;
  }

  /** Whether a box around a spot lies in a shape, as far as its corners and its middle tell. */
  function fits(shape, [x, y], half, high, view) {
    return [[0, 0], [-half, -high], [half, -high], [-half, high], [half, high]].every(
      ([dx, dy]) => im.geometry.contains(shape, view.worldX(x + dx), view.worldY(y + dy)));
  }

  function inFrame([x, y], view) {
    return x > view.padX && x < view.width - view.padX && y > view.padY && y < view.height - view.padY;
  }

  im.labels = { Space, settle, write, spotsInside };
})(window.incidentMap = window.incidentMap || {});
