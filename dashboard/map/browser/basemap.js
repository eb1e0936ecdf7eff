/**
 * The quiet ground under the incidents: sea, neighbours, regions, graticule, names. Drawn from one served file; no tiles.
 */
"use strict";
(function (im) {
  const { world, shape, contains, path, pixels } = im.geometry;

  const PALETTES = {
    light: {
      name: "light", sea: "#dfe5e8", neighbour: "#efeeea", neighbourEdge: "#d9d7d1", land: "#fdfdfb", border: "#c3c2bd",
      outline: "#8b8a85", grid: "rgba(60,70,80,.07)", regionName: "#85847f", neighbourName: "#aaa8a1", town: "#55544f",
      halo: "#ffffff", ink: "#1d1d1b", symbolEdge: "rgba(20,20,20,.78)", tint: "rgba(60,80,100,.08)", neutral: "#5f5f5b",
      bandAlpha: 0.28, hatchAlpha: 0.5,
    },
    dark: {
      name: "dark", sea: "#0f1317", neighbour: "#181c21", neighbourEdge: "#272d34", land: "#23282f", border: "#434b55",
      outline: "#79828d", grid: "rgba(220,230,240,.05)", regionName: "#98a1ac", neighbourName: "#5c6570", town: "#c3c9d0",
      halo: "#14181c", ink: "#f4f6f8", symbolEdge: "rgba(245,247,250,.8)", tint: "rgba(200,220,240,.09)", neutral: "#a5adb6",
      bandAlpha: 0.34, hatchAlpha: 0.6,
    },
  };

  // Lighter to darker on light ground, darker to lighter on dark: more stands out more.
  const SHADES = {
    light: ["#d9e6f0", "#a8c8e0", "#6ba3cc", "#2f78ae", "#0b4a7d"], dark: ["#1f3347", "#2a5478", "#3679a9", "#5aa0d0", "#a5d4f2"],
  };

  /** Colours of so many classes, as far apart as they can be. */
  im.shades = (palette, classes) => {
    const all = SHADES[palette.name], last = all.length - 1;
    return Array.from({ length: classes }, (_, i) => all[classes === 1 ? 2 : Math.round((i * last) / (classes - 1))]);
  };

  class BaseMap {
    constructor() {
      this.shade = null;                             // classes and numbers by region, where regions are shaded
      this.palette = PALETTES.light;
      this.regions = [];                             // the top level of the boundary set
      this.units = [];                               // all levels: regions first, then the units that lie in them
      this.deeper = "";                              // where those are to be had; "" where there are none
      this.bySize = [];
      this.neighbours = [];
      this.places = [];
      this.selected = -1;
    }

    /** Takes the served file. A part that is missing leaves its part of the map empty, nothing more. */
    load(base) {
      const named = item => ({
        name: String(item.name ?? ""), shape: shape(item.polygons),
        at: Array.isArray(item.label) ? world(item.label[0], item.label[1]) : null,
      });
      this.regions = (base.regions || []).map(item => ({ ...named(item), parent: -1 }));
      this.units = this.regions;
      this.deeper = String(base.deeper ?? "");
      // Large regions choose their place first: a small one finds room beside itself.
      const width = region => region.shape.box[2] - region.shape.box[0];
      this.bySize = [...this.regions].sort((a, b) => width(b) - width(a));
      this.neighbours = (base.neighbours || []).map(named);
      this.places = (base.places || []).map(p => ({ name: String(p.name ?? ""), at: world(p.at[0], p.at[1]), rank: p.rank }));
      this.places.sort((a, b) => a.rank - b.rank);
    }

    /** Takes the units of the deeper levels: each has the index of the one that holds it. */
    loadDeeper(units) {
      const named = item => ({
        name: String(item.name ?? ""), shape: shape(item.polygons), parent: item.parent,
        at: Array.isArray(item.label) ? world(item.label[0], item.label[1]) : null,
      });
      this.units = [...this.regions, ...units.map(named)];
      this.deeper = "";
    }

    /** The selected unit and those that hold it, from the deepest to the top. */
    chain() {
      const found = [];
      for (let index = this.selected; this.units[index]; index = this.units[index].parent) found.push(index);
      return found;
    }

    /** Indices of the units that one is divided into. */
    children(index) {
      return this.units.flatMap((unit, nr) => (unit.parent === index ? [nr] : []));
    }

    /** Regions are shaded, or no longer: returns whether that is new. `shade` is {of, said, classes}, by region. */
    shadeBy(shade, names) {
      const wanted = shade ? { ...shade, said: shade.said.map(name => String(names[name] ?? "")) } : null;
      const changed = JSON.stringify(wanted) !== JSON.stringify(this.shade);
      this.shade = wanted;
      return changed;
    }

    /** Returns whether something changed that the land shows. */
    dress(theme, selected) {
      const palette = im.paletteOf(theme), changed = palette !== this.palette || selected !== this.selected;
      this.palette = palette;
      this.selected = selected;
      return changed;
    }

    /** Index of the unit at a world point, or -1: a region, but inside the selected one the unit of the next level. */
    unitAt(x, y) {
      const open = this.chain();
      let found = this.regions.findIndex(region => contains(region.shape, x, y));
      while (open.includes(found)) {
        const inside = this.children(found).find(index => contains(this.units[index].shape, x, y));
        if (inside === undefined) break;
        found = inside;
      }
      return found;
    }

    paintLand(pen, view) {
      const look = this.palette;
      pen.fillStyle = look.sea;
      pen.fillRect(0, 0, view.width, view.height);
      pen.lineJoin = "round";
      const around = this.neighbours.map(item => path(item.shape, view));
      for (const line of around) fill(pen, line, look.neighbour);
      for (const line of around) stroke(pen, line, look.neighbourEdge, 0.9);
      const inside = this.regions.map(item => path(item.shape, view));
      // Country and neighbours can come from files of different detail: ground under the seam, else slivers of sea show.
      const seam = Math.max(3, pixels(5, 0.45, view));
      for (const line of inside) stroke(pen, line, look.neighbour, seam);
      for (const line of inside) stroke(pen, line, look.outline, 3);   // the inner half vanishes under the fill
      for (const line of inside) fill(pen, line, look.land);
      if (this.shade) this.paintShades(pen, inside);
      this.paintGrid(pen, view);
      for (const line of inside) stroke(pen, line, look.border, 0.9);
      this.paintOpen(pen, view);
    }

    paintShades(pen, inside) {
      const colours = im.shades(this.palette, this.shade.classes);
      inside.forEach((line, index) => { if (this.shade.of[index] >= 0) fill(pen, line, colours[this.shade.of[index]]); });
    }

    /** The selected unit, and what it and those that hold it are divided into. */
    paintOpen(pen, view) {
      const selected = this.units[this.selected];
      this.paintSelected(pen, selected && path(selected.shape, view));
      pen.setLineDash([3, 2]);
      for (const open of this.chain())
        for (const index of this.children(open)) stroke(pen, path(this.units[index].shape, view), this.palette.outline, 0.7);
      pen.setLineDash([]);
    }

    paintSelected(pen, line) {
      if (!line) return;
      fill(pen, line, this.palette.tint);
      stroke(pen, line, this.palette.halo, 4.5);
      stroke(pen, line, this.palette.ink, 1.7);
    }

    /** Every five degrees, faint: enough to read a position off a printed map. */
    paintGrid(pen, view) {
      pen.beginPath();
      for (let lon = -180; lon <= 180; lon += 5) {
        const x = Math.round(view.x(world(0, lon)[0])) + 0.5;
        if (x > 0 && x < view.width) { pen.moveTo(x, 0); pen.lineTo(x, view.height); }
      }
      for (let lat = -80; lat <= 80; lat += 5) {
        const y = Math.round(view.y(world(lat, 0)[1])) + 0.5;
        if (y > 0 && y < view.height) { pen.moveTo(0, y); pen.lineTo(view.width, y); }
      }
      pen.lineWidth = 1;
      pen.strokeStyle = this.palette.grid;
      pen.stroke();
    }

    /** @param {Array} symbols drawn incidents with x, y, reach in pixels of the frame
     *  @param {Array} controls boxes of the controls, in pixels of the frame */
    paintLabels(pen, view, symbols, controls) {
      const space = new im.labels.Space(view);
      for (const mark of symbols) if (mark.kind === 0 || mark.kind > 2) space.block(mark.x + view.padX, mark.y + view.padY, mark.reach);
      for (const box of controls) space.boxes.push([box[0] + view.padX, box[1] + view.padY, box[2] + view.padX, box[3] + view.padY]);
      const towns = this.places.filter(place => view.zoom >= (place.rank === 1 ? 6 : 7.5));
      for (const { at } of towns) space.boxes.push([view.x(at[0]) - 2, view.y(at[1]) - 2, view.x(at[0]) + 2, view.y(at[1]) + 2]);
      const written = [];
      for (const region of this.bySize) written.push(this.settleRegion(pen, view, space, region, towns));
      for (const town of towns) written.push(this.settleTown(pen, view, space, town));
      for (const unit of this.opened()) written.push(this.settleInside(pen, view, space, unit, this.unitStyle(), 0.7));
      for (const other of this.neighbours) written.push(this.settleInside(pen, view, space, other, this.neighbourStyle(view), 1));
      for (const label of written) if (label) im.labels.write(pen, label);
    }

    /** The units that the selected one shows: its own parts, else those beside it. */
    opened() {
      const [nearest] = this.chain().filter(index => this.children(index).length);
      return nearest === undefined ? [] : this.children(nearest).map(index => this.units[index]);
    }

    unitStyle() {
      return { size: 9.5, spacing: 0.6, font: `500 9.5px ${im.FONT}`, colour: this.palette.regionName, halo: this.palette.land };
    }

    regionStyle(view) {
      const colour = this.shade ? this.palette.ink : this.palette.regionName;
      const size = Math.max(9.5, Math.min(12.5, 10 + (view.zoom - 5) * 0.9));
      return { size, spacing: size * 0.15, font: `600 ${size}px ${im.FONT}`, colour, halo: this.palette.land };
    }

    neighbourStyle(view) {
      const size = Math.max(9, Math.min(12, 9.5 + (view.zoom - 5) * 0.9));
      const { neighbourName, neighbour } = this.palette;
      return { size, spacing: size * 0.22, font: `400 ${size}px ${im.FONT}`, colour: neighbourName, halo: neighbour };
    }

    /** A name, with its number where regions are shaded. */
    labelOf(item) {
      const said = this.shade?.said[this.regions.indexOf(item)];
      return item.name.toLocaleUpperCase(im.language) + (said ? "  " + said : "");
    }

    /** A centred name that lies inside its own shape, or none. */
    settleInside(pen, view, space, item, style, strict) {
      const text = this.labelOf(item);
      pen.font = style.font;
      pen.letterSpacing = style.spacing + "px";
      const at = item.at && [view.x(item.at[0]), view.y(item.at[1])];
      const spots = im.labels.spotsInside(item.shape, at, pen.measureText(text).width, strict, view);
      return im.labels.settle(space, pen, text, style, spots);
    }

    /** A region too small for its name (Bamako) gets it beside itself, unless a town of that name stands there anyway. */
    settleRegion(pen, view, space, region, towns) {
      const style = this.regionStyle(view);
      const placed = this.settleInside(pen, view, space, region, style, 0.7);
      if (placed || !region.at || towns.some(town => town.name === region.name)) return placed;
      const box = region.shape.box, wide = (box[2] - box[0]) * view.scale;
      const small = { ...style, size: style.size - 1, spacing: 0.5, font: `600 ${style.size - 1}px ${im.FONT}` };
      if (wide > 40) return this.settleInside(pen, view, space, region, small, 0.45);   // narrow, or cut by the frame
      const [x, y] = [view.x(region.at[0]), view.y(region.at[1])], gap = wide / 2 + 5;
      const spots = [[x + gap, y, "left"], [x - gap, y, "right"], [x, y + gap + 4, "center"], [x, y - gap - 4, "center"]];
      return im.labels.settle(space, pen, this.labelOf(region), small, spots, 0.01);
    }

    settleTown(pen, view, space, town) {
      const x = view.x(town.at[0]), y = view.y(town.at[1]), size = town.rank === 1 ? 11.5 : 10.5;
      if (x < 0 || y < 0 || x > view.width || y > view.height) return null;
      dot(pen, x, y, town.rank === 1 ? 2.2 : 1.7, this.palette);
      const style = { size, font: `400 ${size}px ${im.FONT}`, colour: this.palette.town, halo: this.palette.land }, spots = [];
      for (const gap of [5.5, 13, 20]) {
        const down = gap + 3;
        spots.push([x + gap, y, "left"], [x - gap, y, "right"], [x, y - down, "center"], [x, y + down, "center"],
          [x + gap * 0.7, y - down * 0.8, "left"], [x + gap * 0.7, y + down * 0.8, "left"],
          [x - gap * 0.7, y - down * 0.8, "right"], [x - gap * 0.7, y + down * 0.8, "right"]);
      }
      return im.labels.settle(space, pen, town.name, style, spots, 0.5);
    }
  }

  function fill(pen, line, colour) {
    pen.fillStyle = colour;
    pen.fill(line, "evenodd");
  }

  function stroke(pen, line, colour, width) {
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke(line);
  }

  function dot(pen, x, y, radius, palette) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = palette.town;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = palette.land;
    pen.stroke();
  }

  im.BaseMap = BaseMap;
  im.paletteOf = theme => (!im.printing && PALETTES[theme]) || PALETTES.light;
})(window.incidentMap = window.incidentMap || {});
