/**
 * Links between incidents that belong together: a line between two places, a ring around one. Under the symbols, so that
 * these can still be told apart and pressed; their labels above, clear of each other.
 */
"use strict";
(function (im) {
  const RING = 25, WIDER = 4.5, REACH = 6;           // pixels: around a fan of a few symbols, more for each kind less sure; how near a pointer must come
  const LETTERS = 12, AIR = 4;
  const DASHES = [6, 4];

  class Ties {
    /** @param {object} ties {at: [lat, lon, lat, lon], kind, label, said, looks: [colour, dashed]}, or nothing */
    constructor({ at = [], kind = [], label = [], said = [], looks = [] } = {}) {
      this.looks = looks;
      // The first kind is the surest: it is painted last, over the others.
      this.all = at.map(([south, west, north, east], i) => ({
        from: im.geometry.world(south, west), to: im.geometry.world(north, east), kind: kind[i], label: label[i], said: said[i],
      })).sort((a, b) => b.kind - a.kind);
      this.drawn = [];
      this.boxes = [];                               // of labels, in pixels of the frame
    }

    paint(pen, view, palette) {
      this.drawn = this.all.map(tie => ({ tie, from: place(view, tie.from), to: place(view, tie.to) }));
      for (const { tie, from, to } of this.drawn) {
        const [colour, dashed] = this.looks[tie.kind] || [palette.neutral, true];
        const radius = ring(tie, from, to);
        stroke(pen, view, from, to, radius, palette.halo, 5, []);
        stroke(pen, view, from, to, radius, colour, 2.4, dashed ? DASHES : []);
      }
    }

    /** Labels beside the links; one that would lie on another, or leave the frame, is only in the hover text. */
    paintLabels(pen, view, palette, names) {
      this.boxes = [];
      pen.font = `600 ${LETTERS}px ${im.FONT}`;
      pen.textBaseline = "middle";
      pen.textAlign = "left";
      for (const { tie, from, to } of this.drawn) {
        if (tie.label < 0) continue;
        const text = String(names[tie.label] ?? ""), wide = pen.measureText(text).width, radius = ring(tie, from, to);
        const [mx, my] = middle(from, to), off = radius ? radius + AIR : 2 * AIR;
        const box = [[mx + off, my], [mx - off - wide, my], [mx - wide / 2, my - off - LETTERS]]
          .map(([x, y]) => [x - 2, y - LETTERS * 0.7, x + wide + 2, y + LETTERS * 0.7]).find(spot => this.fits(spot, view.size));
        if (!box) continue;
        this.boxes.push(box);
        pen.lineWidth = 3.5;
        pen.lineJoin = "round";
        pen.strokeStyle = palette.halo;
        pen.fillStyle = palette.ink;
        for (const write of ["strokeText", "fillText"]) pen[write](text, box[0] + 2 + view.padX, (box[1] + box[3]) / 2 + view.padY);
      }
    }

    fits(box, size) {
      if (box[0] < 0 || box[1] < 0 || box[2] > size.x || box[3] > size.y) return false;
      return !this.boxes.some(b => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
    }

    /** The link under a point of the frame, or null; the upper one first. */
    at(x, y) {
      const away = ({ tie, from, to }) => {
        const radius = ring(tie, from, to), [mx, my] = middle(from, to);
        return radius ? Math.abs(Math.hypot(x - mx, y - my) - radius) : im.geometry.distance([...from, ...to], x, y);
      };
      return this.drawn.findLast(each => away(each) <= REACH)?.tie ?? null;
    }

    /** How a kind looks in the legend. */
    sample(pen, kind, palette) {
      const [colour, dashed] = this.looks[kind] || [palette.neutral, true];
      pen.setLineDash(dashed ? DASHES : []);
      pen.lineWidth = 2.4;
      pen.strokeStyle = colour;
      pen.beginPath();
      pen.moveTo(2, 9);
      pen.lineTo(26, 9);
      pen.stroke();
      pen.setLineDash([]);
    }
  }

  const place = (view, [x, y]) => [view.x(x) - view.padX, view.y(y) - view.padY];

  const middle = (from, to) => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];

  /** The radius of the ring that stands for a link around one place, or two too near for a line; 0 for a line. Links of several
   *  kinds at one place lie around each other. */
  const ring = ({ kind }, from, to) => (Math.hypot(from[0] - to[0], from[1] - to[1]) < 2 * RING ? RING + WIDER * kind : 0);

  function stroke(pen, view, from, to, radius, colour, width, dashes) {
    const [mx, my] = middle(from, to);
    pen.beginPath();
    if (radius) pen.arc(mx + view.padX, my + view.padY, radius, 0, 2 * Math.PI);
    else {
      pen.moveTo(from[0] + view.padX, from[1] + view.padY);
      pen.lineTo(to[0] + view.padX, to[1] + view.padY);
    }
    pen.setLineDash(dashes);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
  }

  im.Ties = Ties;
})(window.incidentMap = window.incidentMap || {});
