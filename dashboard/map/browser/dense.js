/**
 * Many symbols at once. A browser without a graphics card takes some 4 microseconds for each drawImage, whatever its size;
 * for thousands of symbols it is several times quicker to copy their pixels in a plain loop and hand over one picture.
 */
"use strict";
(function (im) {
  const parts = new WeakMap();                       // picture -> its pixels, taken apart once
  let scratch = null;                                // the one canvas and buffer that pictures are handed over with

  /** Opaque pixels are copied, the soft ones of the edge are mixed: two lists, so that the inner loops have no branches. */
  function takeApart(picture) {
    const { width, height } = picture, data = picture.getContext("2d").getImageData(0, 0, width, height).data;
    const solid = { x: [], y: [], colour: [] }, soft = { x: [], y: [], colour: [] };
    for (let i = 0; i < data.length; i += 4) {
      if (!data[i + 3]) continue;
      const list = data[i + 3] === 255 ? solid : soft, at = i / 4;
      list.x.push(at % width);
      list.y.push(Math.floor(at / width));
      list.colour.push(((data[i + 3] << 24) | (data[i + 2] << 16) | (data[i + 1] << 8) | data[i]) >>> 0);
    }
    return { width, height, solid, soft, offsets: new Map() };
  }

  /** Pixel positions of a picture as distances in a buffer of some width. */
  function offsets(part, width) {
    if (!part.offsets.has(width)) {
      const along = list => Int32Array.from(list.x, (x, i) => list.y[i] * width + x);
      part.offsets.set(width, {
        solid: along(part.solid), soft: along(part.soft),
        solidColour: Uint32Array.from(part.solid.colour), softColour: Uint32Array.from(part.soft.colour),
      });
    }
    return part.offsets.get(width);
  }

  /** One colour over another, both as 0xAABBGGRR and not premultiplied, as ImageData has them. Runs a million times a
   *  picture: no calls, no rounding functions, and red with blue in one multiplication where the ground is opaque. */
  function mix(over, under) {
    const a = over >>> 24, rest = 255 - a, below = under >>> 24;
    if (below === 255) {
      const redBlue = (((over & 0xff00ff) * (a + 1) + (under & 0xff00ff) * rest) >>> 8) & 0xff00ff;
      const green = (((over & 0xff00) * (a + 1) + (under & 0xff00) * rest) >>> 8) & 0xff00;
      return 0xff000000 | redBlue | green;
    }
    const b = (below * rest) / 255, all = a + b;
    const red = ((over & 255) * a + (under & 255) * b) / all;
    const green = (((over >>> 8) & 255) * a + ((under >>> 8) & 255) * b) / all;
    const blue = (((over >>> 16) & 255) * a + ((under >>> 16) & 255) * b) / all;
    return ((all + 0.5) << 24) | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | (red + 0.5);
  }

  /** Takes the place of a pen for im.symbols.put(). */
  class Dense {
    constructor(view) {
      this.ratio = im.ratio();
      this.width = Math.round(view.width * this.ratio);
      this.height = Math.round(view.height * this.ratio);
      if (!scratch || scratch.image.width !== this.width || scratch.image.height !== this.height) {
        scratch = { canvas: document.createElement("canvas"), image: new ImageData(this.width, this.height) };
        scratch.canvas.width = this.width;
        scratch.canvas.height = this.height;
      }
      this.pixels = new Uint32Array(scratch.image.data.buffer);
      this.pixels.fill(0);
    }

    /** A picture at whole device pixels; one that the edge of the canvas cuts lies outside the frame and is left out. */
    put(picture, left, top) {
      let part = parts.get(picture);
      if (!part) parts.set(picture, part = takeApart(picture));
      if (left < 0 || top < 0 || left + part.width > this.width || top + part.height > this.height) return;
      const { solid, soft, solidColour, softColour } = offsets(part, this.width);
      const pixels = this.pixels, start = top * this.width + left;
      for (let i = 0; i < solid.length; i++) pixels[start + solid[i]] = solidColour[i];
      for (let i = 0; i < soft.length; i++) {
        const at = start + soft[i], under = pixels[at];
        pixels[at] = under ? mix(softColour[i], under) : softColour[i];
      }
    }

    /** Hands over what was put, on top of what the pen has drawn. */
    flush(pen) {
      scratch.canvas.getContext("2d").putImageData(scratch.image, 0, 0);
      pen.drawImage(scratch.canvas, 0, 0, this.width / this.ratio, this.height / this.ratio);
    }
  }

  im.Dense = Dense;
})(window.incidentMap = window.incidentMap || {});
