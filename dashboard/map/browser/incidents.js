/**
 * The one Leaflet layer of incidents. It takes flat numbers, groups them once, and draws them on the stage's canvases.
 */
"use strict";
(function (im) {
  const WIDEST_ROAD = 88;                            // pixels that the bands of one road take together
  const STRIDE = 13, POINT = 0, LINE = 1, AREA = 2;
  const NO = 0, KIND = 1, A = 2, B = 3, COLOUR = 4, SHAPE = 5, PRECISION = 6, RADIUS = 7, STATUS = 12;
  const FAN_LIMIT = 12;                              // more than that at one place: a count
  const REACH = 8, SLACK = 4, LINE_REACH = 6;        // pixels; symbols are about REACH in radius
  const CROWD = 3000;                                // places from which copying pixels beats drawing pictures
  const fans = [];
  let turns = 0;                                     // layers that were asked for so far
  const files = new Map();                           // url -> {lines, areas}, across layers: a filter change fetches nothing twice

  /** Offsets of n symbols around one place, far enough apart that none covers another. */
  function fan(n) {
    if (fans[n]) return fans[n];
    const radius = n === 1 ? 0 : Math.max(13, 8.8 / Math.sin(Math.PI / n)), start = n === 2 ? Math.PI : -Math.PI / 2;
    const places = Array.from({ length: n }, (_, i) => start + (2 * Math.PI * i) / n)
      .map(angle => [radius * Math.cos(angle), radius * Math.sin(angle)]);
    return (fans[n] = { radius, places });
  }

  const IncidentLayer = L.Layer.extend({
    initialize(packed) {
      this.packed = packed;
      this.drawn = [];
    },

    /** The layer before stays on the screen until this one is unpacked; of several on their way only the last one counts. */
    onAdd() {
      const turn = ++turns;
      im.unpack(this.packed)
        .then(payload => { if (turn === turns) this.take(payload); })
        .catch(error => { console.error(error); im.legend.warn("layerFailed"); });
    },

    /** Nothing goes with it: what takes its place paints over it. */
    onRemove() {},

    /** Rows come column by column; here a row lies together. */
    read(payload) {
      this.payload = payload;
      this.names = payload.names || [];
      const columns = payload.rows || [], count = columns.length === STRIDE ? columns[0].length : 0;
      this.rows = new Array(count * STRIDE);
      columns.forEach((column, at) => column.forEach((value, row) => { this.rows[row * STRIDE + at] = value; }));
      this.skipped = columns.length && columns.length !== STRIDE ? 1 : 0;
      this.groups = [];                              // points by place
      this.lines = new Map();                        // index of the line -> rows on it
      this.areas = new Map();
      this.clusters = new im.Clusters(payload);
      this.ties = new im.Ties(payload.ties);
      this.density = payload.dots ? new im.Density(payload.dots) : null;
      this.sort();
    },

    take(payload) {
      this.read(payload);
      im.replace(this);
      im.skipped = this.skipped;
      im.legend.show(payload);
      im.readings.show(payload.reading);
      im.playback.take(payload);
      im.moves.apply(payload.frame);                 // after the legend: the whole country is fitted beside it
      this.fetchShapes();
      im.showLayer(payload);
      im.pointer.refresh();
      im.moves.look();
    },

    /** Once per layer: what lies where. A row with anything but finite numbers is counted and left out. */
    sort() {
      const places = new Map();
      for (let row = 0; row + STRIDE <= this.rows.length; row += STRIDE) {
        const kind = this.rows[row + KIND], a = this.rows[row + A], b = this.rows[row + B];
        if (!this.isSound(row)) this.skipped++;
        else if (kind === POINT) {
          const key = Math.round(a * 1e5) * 1e8 + Math.round(b * 1e5), group = places.get(key);
          if (group) group.members.push(row);
          else places.set(key, this.newGroup(a, b, row));
        } else {
          const shared = kind === LINE ? this.lines : this.areas;
          if (shared.has(a)) shared.get(a).push(row); else shared.set(a, [row]);
        }
      }
      for (const group of this.groups) this.describe(group);
    },

    isSound(row) {
      for (let i = 0; i < STRIDE; i++) if (!Number.isFinite(this.rows[row + i])) return false;
      const kind = this.rows[row + KIND];
      if (kind === POINT) return Math.abs(this.rows[row + A]) <= 90 && Math.abs(this.rows[row + B]) <= 360;
      return kind === LINE || kind === AREA;
    },

    newGroup(lat, lon, row) {
      const [x, y] = im.geometry.world(lat, lon), group = { x, y, members: [row] };
      this.groups.push(group);
      return group;
    },

    /** What the members of a place have in common: the widest uncertainty of each sort, and a colour if it is one. */
    describe(group) {
      const cell = (row, at) => this.rows[row + at], first = group.members[0];
      group.near = 0;
      group.within = 0;
      for (const row of group.members) {
        if (cell(row, PRECISION) >= 2) group.near = Math.max(group.near, cell(row, RADIUS), 0.001);
        else if (cell(row, PRECISION) === 1) group.within = Math.max(group.within, cell(row, RADIUS));
      }
      group.oneColour = group.members.every(row => cell(row, COLOUR) === cell(first, COLOUR));
    },

    /** Points never wait for lines and areas; those are drawn when their file is there, at once if it was there before. */
    fetchShapes() {
      const url = this.payload.shapes;
      if (!url || files.has(url)) { this.useShapes(files.get(url)); return; }
      fetch(url).then(answer => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
        .then(file => {
          files.set(url, {
            lines: (file.lines || []).map(im.geometry.flatten),
            areas: (file.areas || []).map(im.geometry.shape),
          });
          if (files.size > 8) files.delete(files.keys().next().value);
          if (im.layer === this) { this.useShapes(files.get(url)); im.stage.paint(["areas", "points", "labels"]); }
        })
        .catch(() => { if (im.layer === this) im.legend.warn("shapesFailed"); });
    },

    /** A row that names a line or an area that the file has not got cannot be drawn: it is counted like any other fault. */
    useShapes(file) {
      this.shapes = file;
      if (!file && this.payload.shapes) return;      // on its way
      const missing = (shared, list) => [...shared].reduce((sum, [index, rows]) => sum + (list[index] ? 0 : rows.length), 0);
      const lost = this.clusters.outlined.filter(({ kind, shape }) => !(file?.[kind === LINE ? "lines" : "areas"] || [])[shape]);
      im.skipped = this.skipped + missing(this.lines, file?.lines || []) + missing(this.areas, file?.areas || [])
        + lost.reduce((sum, spot) => sum + spot.count, 0);
    },

    colour(row) {
      return im.colours[this.rows[row + COLOUR]] || im.otherColour;
    },

    name(row, column) {
      return String(this.names[this.rows[row + column]] ?? "");
    },

    isSelected(row) {
      return this.rows[row + NO] === this.payload.selected;
    },

    /** Called first of the two painters, so it starts the list of what is drawn. */
    paintAreas(pen, view, palette) {
      this.started = performance.now();
      this.drawn = [];
      this.shapesDrawn = [];
      this.clusters.plates = [];
      if (this.density) this.density.paint(pen, view, palette);
      if (this.shapes) this.paintShapes(pen, view, palette);
      this.ties.paint(pen, view, palette);
    },

    paintShapes(pen, view, palette) {
      this.clusters.paintAreas(pen, view, palette, this.shapes);
      let turn = 0;
      for (const [index, rows] of this.areas) {
        const shape = this.shapes.areas[index], box = shape && im.geometry.visibleBox(shape, view);
        if (box) this.paintArea(pen, view, palette, shape, box, rows, turn++ % 2);
      }
      for (const [index, rows] of this.lines) {
        const line = this.shapes.lines[index];
        if (line && line.length >= 4) this.paintLine(pen, view, palette, line, rows);
      }
    },

    /** One hatching for each actor in the area, however many incidents: more would only fill it. All of them are clickable. */
    paintArea(pen, view, palette, shape, box, rows, turn) {
      const colours = [...new Set(rows.map(row => this.colour(row)))], hatched = new Set();
      const path = im.geometry.path(shape, view), at = im.geometry.inner(shape, view);
      this.selectedLast(rows, row => {
        const ground = [-view.left, -view.top], chosen = this.isSelected(row), colour = this.colour(row);
        if (chosen || !hatched.has(colour)) {
          im.symbols.area(pen, path, box, ground, turn, colours.indexOf(colour), colours.length, colour, palette, chosen);
        }
        hatched.add(colour);
        this.shapesDrawn.push({ row, shape });
        if (at) this.note(row, at[0] - view.padX, at[1] - view.padY);
      });
    },

    /** Visits rows with their place in the list, the selected one at the end so that nothing covers its outline. */
    selectedLast(rows, visit) {
      rows.forEach((row, step) => { if (!this.isSelected(row)) visit(row, step); });
      rows.forEach((row, step) => { if (this.isSelected(row)) visit(row, step); });
    },

    /** Several incidents on one road run side by side, each its own band; many lie closer, so that they stay by the road. */
    paintLine(pen, view, palette, line, rows) {
      const middle = line.map((value, i) => (i % 2 ? view.y(value) : view.x(value)));
      const apart = Math.min(11, WIDEST_ROAD / Math.max(rows.length - 1, 1));
      this.selectedLast(rows, (row, step) => {
        const moved = im.geometry.offset(middle, (step - (rows.length - 1) / 2) * apart), path = new Path2D();
        for (let i = 0; i < moved.length; i += 2) path.lineTo(moved[i], moved[i + 1]);
        im.symbols.band(pen, path, this.colour(row), palette, this.isSelected(row));
        const frame = moved.map((value, i) => value - (i % 2 ? view.padY : view.padX));
        this.shapesDrawn.push({ row, line: frame });
        const at = im.geometry.middleInside(frame, view.size);
        if (at) this.note(row, at[0], at[1]);
      });
    },

    paintPoints(pen, view, palette) {
      const marks = [], brush = this.groups.length > CROWD ? new im.Dense(view) : pen;
      this.stamps = new Map();                       // pictures by number: no text is put together per point
      for (const group of this.groups) {
        const x = view.x(group.x), y = view.y(group.y);
        if (x < -60 || y < -60 || x > view.width + 60 || y > view.height + 60) continue;
        this.paintGround(pen, brush, view, palette, group, x, y);
        if (group.members.length > FAN_LIMIT) marks.push([group, x, y]);
        else this.spread(group, x, y, marks);
      }
      let chosen = null;
      const counts = [];
      for (const mark of marks) {
        if (typeof mark[0] !== "number") counts.push(mark);
        else if (this.isSelected(mark[0])) chosen = mark;
        else this.paintSymbol(brush, view, palette, mark[0], mark[1], mark[2]);
      }
      if (brush !== pen) brush.flush(pen);
      for (const [group, x, y] of counts) this.paintCount(pen, view, palette, group, x, y);
      this.clusters.paint(pen, view, palette);
      this.drawn.push(...this.clusters.drawn);
      if (chosen) {
        im.symbols.drawSelection(pen, this.rows[chosen[0] + SHAPE], chosen[1], chosen[2], palette);
        this.paintSymbol(pen, view, palette, ...chosen);
      }
      this.ties.paintLabels(pen, view, palette, this.names);
      im.paintMs = performance.now() - this.started;
      im.paints++;
    },

    /** What lies under the symbols of a place: its uncertainty to scale, and leaders from the true place when it is fanned. */
    paintGround(pen, brush, view, palette, group, x, y) {
      const colour = group.oneColour ? this.colour(group.members[0]) : palette.neutral;
      const n = group.members.length, spread = n > 1 && n <= FAN_LIMIT ? fan(n) : null;
      const within = group.within && im.geometry.pixels(group.within, group.y, view);
      if (within > 12) this.paintRing(pen, brush, x, y, within, colour, false);
      if (group.near) {
        const least = spread ? spread.radius : n > FAN_LIMIT ? 16 : 12;
        this.paintRing(pen, brush, x, y, Math.max(least, im.geometry.pixels(group.near, group.y, view)), colour, true);
      }
      if (!spread) return;
      pen.beginPath();
      for (const [dx, dy] of spread.places) { pen.moveTo(x, y); pen.lineTo(x + dx, y + dy); }
      pen.lineWidth = 0.9;
      pen.strokeStyle = palette.neutral;
      pen.stroke();
      pen.beginPath();
      pen.arc(x, y, 1.9, 0, 2 * Math.PI);
      pen.fillStyle = palette.ink;
      pen.fill();
    },

    paintRing(pen, brush, x, y, radius, colour, dashed) {
      if (radius > im.symbols.LARGEST_RING) im.symbols.ring(pen, x, y, radius, colour, dashed);
      else im.symbols.put(brush, im.symbols.ringPicture(Math.round(radius), colour, dashed), x, y);
    },

    spread(group, x, y, marks) {
      const { places } = fan(group.members.length);
      group.members.forEach((row, i) => marks.push([row, x + places[i][0], y + places[i][1]]));
    },

    paintSymbol(brush, view, palette, row, x, y) {
      const shape = this.rows[row + SHAPE], hollow = this.rows[row + PRECISION] >= 2;
      const status = this.rows[row + STATUS];
      const key = ((this.rows[row + COLOUR] * 64 + shape) * 8 + status) * 2 + (hollow ? 1 : 0);
      let stamp = this.stamps.get(key);
      if (!stamp) this.stamps.set(key, stamp = im.symbols.symbolPicture(shape, this.colour(row), hollow, status, palette));
      im.symbols.put(brush, stamp, x, y);
      this.note(row, x - view.padX, y - view.padY, REACH);
    },

    paintCount(pen, view, palette, group, x, y) {
      const colour = group.oneColour ? this.colour(group.members[0]) : palette.neutral;
      const chosen = group.members.find(row => this.isSelected(row));
      if (chosen !== undefined) im.symbols.drawSelection(pen, 0, x, y, palette);
      const reach = im.symbols.count(pen, x, y, String(group.members.length), colour, palette);
      for (const row of group.members) this.note(row, x - view.padX, y - view.padY, reach);
    },

    note(row, x, y, reach = 0) {
      this.drawn.push({ no: this.rows[row + NO], kind: this.rows[row + KIND], x, y, reach, row });
    },

    /** Rows under a point of the frame: symbols by distance (the upper one first), then roads, then areas. */
    hits(x, y) {
      const points = [], lines = [], areas = [];
      for (let i = this.drawn.length - 1; i >= 0; i--) {
        const mark = this.drawn[i], away = Math.hypot(mark.x - x, mark.y - y);
        if (mark.kind === POINT && away <= mark.reach + SLACK) points.push([away, mark.row]);
      }
      const [wx, wy] = im.worldAt(x, y);
      for (const { row, line, shape } of (this.shapesDrawn || []).slice().reverse()) {
        const away = line ? im.geometry.distance(line, x, y) : 0;
        if (line && away <= LINE_REACH) lines.push([away, row]);
        else if (shape && im.geometry.contains(shape, wx, wy)) areas.push([0, row]);
      }
      const near = (a, b) => a[0] - b[0];
      return [...points.sort(near), ...lines.sort(near), ...areas].map(([, row]) => row);
    },

    /** The cell, line or area with a number under a point of the frame, or null. */
    spotAt(x, y) {
      return this.clusters.at(x, y);
    },

    /** What a colour stands for, as the legend says it. */
    nameOf(colour) {
      const found = (this.payload.legend.actors || []).find(([number]) => number === colour)
        || (this.payload.legend.actors || []).find(([number]) => number === -1);
      return found ? String(this.names[found[1]] ?? "") : "";
    },

    describeSpot(spot) {
      return this.clusters.describe(spot, colour => this.nameOf(colour));
    },

    /** The place that these rows share and that shows their number only, as a box; null where each has a symbol. */
    crowd(rows) {
      const [lat, lon] = [this.rows[rows[0] + A], this.rows[rows[0] + B]], off = 1e-5;
      const there = row => this.rows[row + KIND] === POINT && Math.abs(this.rows[row + A] - lat) <= off && Math.abs(this.rows[row + B] - lon) <= off;
      if (rows.filter(there).length <= FAN_LIMIT) return null;
      return [lat - off, lon - off, lat + off, lon + off];
    },

    /** Incident numbers for Python. */
    numbers(rows) {
      return rows.map(row => this.rows[row + NO]);
    },

    /** Lines of the hover text of one incident, in a list of several two instead of three. No part, no stray separator. */
    describeRow(row, brief) {
      const join = (...columns) => columns.map(column => this.name(row, column)).filter(Boolean).join(" · ");
      const lines = brief ? [join(8, 9), join(10, 11)] : [join(8, 9), join(10), join(11)];
      return { colour: this.colour(row), lines: lines.filter(Boolean) };
    },
  });

  im.IncidentLayer = IncidentLayer;
})(window.incidentMap = window.incidentMap || {});
