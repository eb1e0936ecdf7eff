/**
 * Plays the incidents of a filter over time, all of it in the browser: a moving window or all up to the day, by day, week or
 * month. What is dated imprecisely fades in over its whole interval. The data come once, from a served file.
 */
"use strict";
(function (im) {
  const DAY = 86_400_000, BEAT = 450;                // milliseconds: of a day, and that a step takes at speed 1
  const UNITS = { day: 1, week: 7, month: 30.44 }, WINDOW = { day: 7, week: 28, month: 91 }; // days
  const SPEEDS = [0.5, 1, 2, 4], LEVELS = 4;
  const POINT = 0, LINE = 1;

  class Playback {
    constructor(map) {
      this.map = map;
      this.frames = 0;
      this.active = false;
      this.playing = false;
      this.url = "";
      this.speed = 1;
      this.unit = null;
      this.cumulative = false;
      this.clock = im.buildClock(map, this);
      map.on("moveend zoomend resize", () => { this.done = null; });
    }

    /** The layer of a filter is here: the button works when it has anything to play, and an open player goes over to it. */
    take(payload) {
      this.clock.offer(payload.placed > 0);
      if (this.failed) im.legend.warn("playbackFailed");
      if (this.wanted && !payload.placed) this.close();
      else if (this.wanted && payload.playback && payload.playback !== this.url) this.load(payload.playback);
    }

    /** Asks Python for the file of the present filter. */
    open() {
      this.wanted = true;
      this.failed = false;
      const url = im.layer?.payload.playback;
      if (url) return this.load(url);
      im.send({ event: "playback", on: true });
      return Promise.resolve();
    }

    load(url) {
      this.url = url;
      return fetch(url).then(answer => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
        .then(file => { if (url === this.url && this.wanted) this.begin(file); })
        .catch(() => { if (url === this.url) this.fail(); });
    }

    /** The layer that answers takes warnings away: it is said again there, until the player is opened again. */
    fail() {
      this.failed = true;
      this.close();
      im.legend.warn("playbackFailed");
    }

    begin({ first, last, rows, counted }) {
      const [kinds, as, bs, begins, ends, colours, weights, vague, open] = rows;
      this.items = kinds.map((kind, i) => {
        const [x, y] = kind === POINT ? im.geometry.world(as[i], bs[i]) : [as[i], 0];
        return { kind, x, y, begin: begins[i], end: ends[i] + 1, colour: colours[i], weight: weights[i], hollow: vague[i], sure: open[i] ? 0.5 : 1 };
      });
      this.heaviest = Math.max(1, ...this.items.filter(item => item.kind === POINT).map(item => item.weight));
      Object.assign(this, { first, last: last + 1, counted, done: null });
      const days = this.last - first;
      this.unit ??= days > 1100 ? "month" : days > 150 ? "week" : "day";
      if (!this.active || !(this.at >= first && this.at <= this.last)) this.at = Math.min(first + this.step(), this.last);
      this.active = true;
      this.clock.show(this);
      this.draw();
    }

    close() {
      if (this.wanted) im.send({ event: "playback", on: false });
      Object.assign(this, { wanted: false, active: false, playing: false, url: "", unit: null });
      this.clock.hide();
      im.stage.paint(["areas", "points", "labels"]);
    }

    step() {
      return UNITS[this.unit];
    }

    play() {
      if (!this.active || this.playing) return;
      if (this.at >= this.last) this.at = this.first;
      this.playing = true;
      this.clock.show(this);
      let before = performance.now();
      const frame = now => {
        if (!this.playing) return;
        this.at = Math.min(this.last, this.at + ((now - before) / BEAT) * this.speed * this.step());
        before = now;
        this.draw();
        if (this.at >= this.last) this.pause(); else requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }

    pause() {
      this.playing = false;
      this.clock.show(this);
    }

    /** To a moment, in days since 1970; the player stops there. */
    seek(at) {
      this.playing = false;
      this.at = Math.max(this.first, Math.min(this.last, at));
      this.clock.show(this);
      this.draw();
    }

    set(changes) {
      Object.assign(this, changes, { done: null });
      this.clock.show(this);
      this.draw();
    }

    draw() {
      im.stage.paint(["areas", "points"]);
      this.clock.tick(this);
      this.frames++;
    }

    /** Days of the window that ends now. */
    from() {
      return this.cumulative ? this.first : Math.max(this.first, this.at - WINDOW[this.unit]);
    }

    /** How much of an incident is seen, 0 to 1: it comes over the days on which it may have happened, and goes with its window. Of
     *  "on or before" and "since" only the last, or the first, day is known: half. */
    strength({ begin, end, sure }) {
      if (begin >= this.at) return 0;
      const come = sure * (end - begin <= 1 ? 1 : Math.min(1, (this.at - begin) / (end - begin)));
      if (this.cumulative) return come;
      const age = (this.at - end) / WINDOW[this.unit];
      return age >= 1 ? 0 : come * (age <= 0 ? 1 : 1 - 0.75 * age);
    }

    paintAreas(pen, view, palette) {
      const seen = new Map();
      for (const item of this.items) {
        if (item.kind === POINT) continue;
        const strength = this.strength(item), key = item.kind + ":" + item.x, best = seen.get(key);
        if (strength > 0 && !(best && best.strength > strength)) seen.set(key, { item, strength });
      }
      for (const { item, strength } of seen.values()) {
        const shapes = im.layer?.shapes, colour = im.colours[item.colour] || im.otherColour;
        pen.globalAlpha = strength;
        if (item.kind === LINE) strokeLine(pen, view, shapes?.lines[item.x], colour);
        else fillArea(pen, view, shapes?.areas[item.x], colour);
      }
      pen.globalAlpha = 1;
    }

    paintPoints(pen, view, palette) {
      if (this.cumulative) this.paintAll(pen, view, palette);
      else this.paintSome(pen, view, this.items, palette);
      im.paints++;
    }

    /** All up to the day: what has come in whole stays on a sheet of its own, so that a frame draws only what is new. */
    paintAll(pen, view, palette) {
      if (!this.done || this.done.at > this.at || this.done.view !== view) {
        const { canvas, pen: own } = im.symbols.sheet(view.width, view.height);
        this.done = { canvas, pen: own, at: -Infinity, view };
      }
      const { canvas, pen: own, at } = this.done;
      this.paintSome(own, view, this.items.filter(item => item.end <= this.at && item.end > at), palette);
      this.done.at = this.at;
      pen.drawImage(canvas, 0, 0, view.width, view.height);
      this.paintSome(pen, view, this.items.filter(item => item.end > this.at && item.begin < this.at), palette);
    }

    /** Dots by colour and strength, hollow where the place is not known well: one path for each sort, however many there are. */
    paintSome(pen, view, items, palette) {
      const paths = new Map();
      for (const item of items) {
        if (item.kind !== POINT) continue;
        const strength = this.strength(item);
        if (!(strength > 0)) continue;
        const x = view.x(item.x), y = view.y(item.y);
        if (x < -30 || y < -30 || x > view.width + 30 || y > view.height + 30) continue;
        const key = `${item.colour},${item.hollow},${Math.ceil(strength * LEVELS)}`;
        if (!paths.has(key)) paths.set(key, new Path2D());
        const radius = this.counted ? Math.max(2.5, 24 * Math.sqrt(item.weight / this.heaviest)) : 4.5, path = paths.get(key);
        path.moveTo(x + radius, y);
        path.arc(x, y, radius, 0, 2 * Math.PI);
      }
      for (const [key, path] of paths) {
        const [number, hollow, level] = key.split(",").map(Number), colour = im.colours[number] || im.otherColour;
        pen.globalAlpha = level / LEVELS;
        pen.fillStyle = hollow ? palette.land : colour;
        pen.fill(path);
        pen.lineWidth = hollow ? 2 : 0.8;
        pen.strokeStyle = hollow ? colour : palette.symbolEdge;
        pen.stroke(path);
      }
      pen.globalAlpha = 1;
    }
  }

  function strokeLine(pen, view, line, colour) {
    if (!line || line.length < 4) return;
    pen.beginPath();
    for (let i = 0; i < line.length; i += 2) pen.lineTo(view.x(line[i]), view.y(line[i + 1]));
    pen.setLineDash([7, 4]);
    pen.lineWidth = 4;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
  }

  const hatches = new Map();

  /** Hatching as a pattern: drawn once, filled many times a second. */
  function hatch(pen, colour) {
    if (!hatches.has(colour)) {
      const { canvas, pen: own } = im.symbols.sheet(10, 10, 1);
      own.strokeStyle = colour;
      own.lineWidth = 1.4;
      for (const off of [-10, 0, 10]) { own.moveTo(off, 10); own.lineTo(off + 10, 0); }
      own.stroke();
      hatches.set(colour, canvas);
    }
    return pen.createPattern(hatches.get(colour), "repeat");
  }

  function fillArea(pen, view, shape, colour) {
    if (!shape || !im.geometry.visibleBox(shape, view)) return;
    const path = im.geometry.path(shape, view);
    pen.fillStyle = hatch(pen, colour);
    pen.fill(path, "evenodd");
    pen.setLineDash([5, 4]);
    pen.lineWidth = 1.2;
    pen.strokeStyle = colour;
    pen.stroke(path);
    pen.setLineDash([]);
  }

  im.DAY = DAY;
  im.SPEEDS = SPEEDS;
  im.UNITS = Object.keys(UNITS);
  im.Playback = Playback;
})(window.incidentMap = window.incidentMap || {});
