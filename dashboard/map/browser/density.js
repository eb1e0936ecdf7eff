/**
 * How close incidents lie: a Gaussian over each, summed, in round classes of incidents per 1,000 km². Roads and areas are not
 * in it: they have no point.
 */
"use strict";
(function (im) {
  const PIXEL = 2;                                   // pixels of the map to a pixel of the picture
  const SPREAD = 18;                                 // pixels of the map: the standard deviation of the Gaussian
  const CLASSES = 5;
  const EARTH_KM = 40075.017;

  class Density {
    /** @param {Array} dots latitudes, longitudes, numbers */
    constructor([lats, lons, counts]) {
      this.dots = lats.map((lat, i) => [...im.geometry.world(lat, lons[i]), counts[i]]);
      this.said = "";
    }

    paint(pen, view, palette) {
      const width = Math.ceil(view.width / PIXEL), height = Math.ceil(view.height / PIXEL);
      const kilometres = (EARTH_KM / view.scale / Math.cosh(Math.PI * (1 - 2 * view.worldY(view.height / 2)))) * PIXEL;
      const field = this.field(view, width, height, 1000 / kilometres ** 2);
      const bounds = roundBounds(field.reduce((a, b) => Math.max(a, b), 0));
      const colours = im.shades(palette, bounds.length).map(parse), image = new ImageData(width, height);
      for (let i = 0; i < field.length; i++) {
        let step = -1;
        while (step + 1 < bounds.length && field[i] >= bounds[step + 1]) step++;
        if (step >= 0) image.data.set([...colours[step], 190], 4 * i);
      }
      const sheet = document.createElement("canvas");
      sheet.width = width;
      sheet.height = height;
      sheet.getContext("2d").putImageData(image, 0, 0);
      pen.imageSmoothingEnabled = true;
      pen.drawImage(sheet, 0, 0, width * PIXEL, height * PIXEL);
      this.tell(bounds, Math.round((SPREAD / PIXEL) * kilometres * 2), palette);
    }

    /** Numbers on a grid, smoothed along rows, then along columns, and scaled. */
    field(view, width, height, scale) {
      const field = new Float32Array(width * height);
      for (const [x, y, count] of this.dots) {
        const column = Math.floor(view.x(x) / PIXEL), row = Math.floor(view.y(y) / PIXEL);
        if (column >= 0 && row >= 0 && column < width && row < height) field[row * width + column] += count * scale;
      }
      return smooth(smooth(field, width, height, 1, width), height, width, width, 1);
    }

    /** The legend's classes follow from what is in view. */
    tell(bounds, across, palette) {
      const said = JSON.stringify([bounds, across, palette.name]);
      if (said === this.said) return;
      this.said = said;
      const classes = bounds.map((bound, i) => (
        i + 1 < bounds.length ? `${im.amount(bound, true)}–${im.amount(bounds[i + 1], true)}` : im.text("andMore").replace("{n}", im.amount(bound, true))));
      im.legend.scale(classes, im.text("smoothed").replace("{km}", im.amount(across, true)));
    }
  }

  /** One direction of a Gaussian: `lines` runs of `length` values, `step` apart, each run `next` after the other. */
  function smooth(field, length, lines, step, next) {
    const reach = Math.ceil((3 * SPREAD) / PIXEL), weights = [];
    for (let i = -reach; i <= reach; i++) weights.push(Math.exp(-0.5 * ((i * PIXEL) / SPREAD) ** 2));
    const sum = weights.reduce((a, b) => a + b), made = new Float32Array(field.length);
    for (let line = 0; line < lines; line++) {
      for (let at = 0; at < length; at++) {
        const value = field[line * next + at * step];
        if (!value) continue;
        for (let i = Math.max(-reach, -at); i <= Math.min(reach, length - 1 - at); i++) {
          made[line * next + (at + i) * step] += (value * weights[i + reach]) / sum;
        }
      }
    }
    return made;
  }

  /** Up to five round lower bounds, the last of them not above the maximum. */
  function roundBounds(most) {
    const found = [];
    if (!(most > 0)) return found;
    for (let power = Math.floor(Math.log10(most)); found.length < CLASSES; power--) {
      for (const each of [5, 2, 1]) {
        const bound = Number(`${each}e${power}`);
        if (bound <= most && found.length < CLASSES) found.unshift(bound);
      }
    }
    return found;
  }

  function parse(colour) {
    return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  }

  im.Density = Density;
})(window.incidentMap = window.incidentMap || {});
