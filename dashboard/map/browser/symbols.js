/**
 * Drawing of the symbols: shapes, rings, bands, hatching. Knows pens and pixels, nothing of maps or incidents,
 * so that the map and its legend can never disagree on what a symbol looks like.
 */
"use strict";
(function (im) {
  /** Distance from the centre to the corners (circle: radius), chosen so that all six shapes cover the area of a 7 px circle:
   *  a reader compares areas, and no event type may look weightier than another. */
  const SIZES = [7, 10.9, 8.77, 8.77, 8.05, 8.33];   // the cross: from its centre to the end of an arm
  const SIDES = [0, 3, 4, 4, 5];
  const TURNS = [0, -Math.PI / 2, 0, Math.PI / 4, -Math.PI / 2];
  const CROSS = 5;                                   // upright, each arm a third as wide as the cross is long
  const CLAIMED = 1, CONTESTED = 2;                  // positions in the list of statuses; 0 is reported, 3 confirmed
  const BOX = 32;                                    // side of a cached picture of one symbol, in CSS pixels
  const LARGEST_RING = 40;                           // radius in pixels
  const pictures = new Map();

  /** Traces the outline of a shape (0 circle, 1 triangle, 2 diamond, 3 square, 4 pentagon, 5 cross); unknown shapes become circles. */
  function trace(pen, shape, x, y, grow = 0) {
    const sides = SIDES[shape] || 0, size = (SIZES[shape] || SIZES[0]) + grow;
    pen.beginPath();
    if (shape === CROSS) { cross(pen, x, y, size, (size + 2 * grow) / 3); return; }
    if (!sides) { pen.arc(x, y, size, 0, 2 * Math.PI); return; }
    const lift = shape === 1 ? 1.5 : 0;              // a triangle looks low when its centroid sits on the place
    for (let i = 0; i < sides; i++) {
      const angle = TURNS[shape] + (2 * Math.PI * i) / sides;
      pen.lineTo(x + size * Math.cos(angle), y + size * Math.sin(angle) + lift);
    }
    pen.closePath();
  }

  function cross(pen, x, y, long, wide) {
    const corners = [[wide, wide], [long, wide], [long, -wide], [wide, -wide]];
    for (let turn = 0, cos = 1, sin = 0; turn < 4; turn++, [cos, sin] = [sin, -cos]) {
      for (const [a, b] of corners) pen.lineTo(x + a * cos - b * sin, y + a * sin + b * cos);
    }
    pen.closePath();
  }

  /** One symbol. Hollow means that the place is not known well; the fill then is the land, so that lines do not run through it. */
  function draw(pen, shape, x, y, colour, hollow, palette, status = 0) {
    pen.setLineDash([]);
    pen.lineJoin = "round";
    trace(pen, shape, x, y, hollow ? -0.9 : 0);
    pen.fillStyle = hollow ? palette.land : colour;
    pen.fill();
    pen.strokeStyle = palette.symbolEdge;
    pen.lineWidth = hollow ? 3.7 : 1.1;
    pen.stroke();
    if (hollow) {
      pen.strokeStyle = colour;
      pen.lineWidth = 2.5;
      pen.stroke();
    }
    mark(pen, status, x, y, hollow ? palette.ink : isDark(colour) ? "#fff" : "#111");
  }

  /** What is said of it, inside the symbol: nothing when it is only reported, a dot for a claim, a cross for one that is
   *  contested, a tick for what is confirmed. */
  function mark(pen, status, x, y, colour) {
    if (!status) return;
    pen.beginPath();
    pen.lineWidth = 1.7;
    pen.lineCap = "round";
    if (status === CLAIMED) {
      pen.arc(x, y, 2, 0, 2 * Math.PI);
      pen.fillStyle = colour;
      pen.fill();
      return;
    }
    const strokes = status === CONTESTED ? [[-2.6, -2.6, 2.6, 2.6], [-2.6, 2.6, 2.6, -2.6]] : [[-3.2, 0.2, -1, 2.6], [-1, 2.6, 3.2, -2.6]];
    for (const [a, b, c, d] of strokes) { pen.moveTo(x + a, y + b); pen.lineTo(x + c, y + d); }
    pen.strokeStyle = colour;
    pen.stroke();
    pen.lineCap = "butt";
  }

  /** The mark of the selected incident: pale halo, then a thick dark outline; the symbol is drawn on top of it. */
  function drawSelection(pen, shape, x, y, palette) {
    pen.setLineDash([]);
    pen.lineJoin = "round";
    for (const [width, colour] of [[11, palette.halo], [6.5, palette.ink], [2.6, palette.halo]]) {
      trace(pen, shape, x, y, 1);
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
    }
  }

  /** A canvas of the given size in CSS pixels, sharp on dense screens, with its pen scaled to CSS pixels. */
  function sheet(width, height, ratio = im.ratio()) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    return { canvas, pen };
  }

  /** A picture that is drawn once and kept: stamping thousands of pictures is quicker than tracing thousands of paths. */
  function picture(key, box, paint) {
    const ratio = im.ratio(), name = key + "|" + ratio;
    let made = pictures.get(name);
    if (!made) {
      if (pictures.size > 600) pictures.clear();     // a bound, for a frame that lives for days
      const { canvas, pen } = sheet(box, box, ratio);
      paint(pen, box / 2);
      pictures.set(name, made = canvas);
    }
    return made;
  }

  /** Puts a picture in whole device pixels, which keeps its edges sharp. `pen` may be an im.Dense. */
  function put(pen, made, x, y) {
    const ratio = im.ratio();
    const left = Math.round(x * ratio - made.width / 2), top = Math.round(y * ratio - made.height / 2);
    if (pen instanceof im.Dense) pen.put(made, left, top);
    else pen.drawImage(made, left / ratio, top / ratio, made.width / ratio, made.height / ratio);
  }

  function symbolPicture(shape, colour, hollow, status, palette) {
    return picture(`${shape}|${colour}|${hollow}|${status}|${palette.name}`, BOX,
      (pen, middle) => draw(pen, shape, middle, middle, colour, hollow, palette, status));
  }

  /** How far off the place may be: a circle to scale, dashed when the source says "near". */
  function ring(pen, x, y, radius, colour, dashed) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.setLineDash(dashed ? [3.5, 3] : []);
    pen.lineWidth = dashed ? 1.3 : 0.9;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
  }

  /** Large rings are few and large pictures are dear: only rings up to LARGEST_RING pixels are kept. */
  function ringPicture(size, colour, dashed) {
    return picture(`ring|${size}|${colour}|${dashed}`, 2 * size + 4, (pen, middle) => ring(pen, middle, middle, size, colour, dashed));
  }

  /** More incidents at one place than can be told apart: their number in a disc. */
  function count(pen, x, y, text, colour, palette) {
    const radius = Math.max(11, 5 + 3.6 * text.length);
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
    pen.lineWidth = 1.1;
    pen.strokeStyle = palette.symbolEdge;
    pen.stroke();
    write(pen, x, y, text, isDark(colour) ? "#fff" : "#111");
    return radius;
  }

  /** A number in the middle of a symbol. */
  function write(pen, x, y, text, colour) {
    pen.font = `600 11px ${im.FONT}`;
    pen.letterSpacing = "0px";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = colour;
    pen.fillText(text, x, y + 0.5);
  }

  /** How many incidents a line or an area holds: a plate with a dashed edge, which nobody takes for a place. Returns half its width. */
  function plate(pen, x, y, text, palette) {
    const half = 6 + 3.4 * text.length;
    pen.beginPath();
    pen.roundRect(x - half, y - 9, 2 * half, 18, 3);
    pen.setLineDash([]);
    pen.fillStyle = palette.land;
    pen.fill();
    pen.setLineDash([3.5, 2.5]);
    pen.lineWidth = 1.3;
    pen.strokeStyle = palette.neutral;
    pen.stroke();
    pen.setLineDash([]);
    write(pen, x, y - 1, text, palette.ink);
    return half;
  }

  /** Whether white text is easier to read on "#rrggbb" than black. */
  function isDark(colour) {
    const part = at => {
      const value = (parseInt(colour.slice(at, at + 2), 16) || 0) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.0556;
  }

  /** A road: a wide translucent band with a dashed middle line, never a dot, because the source names no spot on it. */
  function band(pen, path, colour, palette, selected) {
    pen.lineJoin = "round";
    pen.lineCap = "butt";
    pen.setLineDash([]);
    const strokes = selected ? [[15, palette.ink, 1], [12, palette.halo, 1]] : [[9, palette.land, 0.55]];
    strokes.push([9, colour, palette.bandAlpha]);
    for (const [width, style, alpha] of strokes) {
      pen.globalAlpha = alpha;
      pen.lineWidth = width;
      pen.strokeStyle = style;
      pen.stroke(path);
    }
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    pen.stroke(path);
    pen.setLineDash([]);
  }

  /** Parallel lines over a box. `shift` ties them to the ground so that they do not crawl when the map is redrawn. */
  function hatch(pen, box, angle, spacing, shift) {
    const [left, top, right, bottom] = box;
    const cos = Math.cos(angle), sin = Math.sin(angle);
    const across = (x, y) => -x * sin + y * cos, along = (x, y) => x * cos + y * sin;
    const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
    const sides = corners.map(c => across(...c)), ends = corners.map(c => along(...c));
    const from = Math.min(...ends), to = Math.max(...ends), last = Math.max(...sides);
    pen.beginPath();
    for (let d = shift + spacing * Math.ceil((Math.min(...sides) - shift) / spacing); d <= last; d += spacing) {
      pen.moveTo(from * cos - d * sin, from * sin + d * cos);
      pen.lineTo(to * cos - d * sin, to * sin + d * cos);
    }
    pen.stroke();
  }

  /** An area: hatching inside, thin dashed outline. `step` of `steps` incidents on the same area turns the hatching and
   *  shares out the dashes, so that each colour stays visible; `turn` tells areas side by side apart. `ground` is the pixel
   *  that the hatching is tied to. */
  function area(pen, path, box, ground, turn, step, steps, colour, palette, selected) {
    const angle = Math.PI / 4 + (turn + step) * (Math.PI / 2) + Math.floor(step / 2) * (Math.PI / 8);
    const cos = Math.cos(angle), sin = Math.sin(angle);
    pen.save();
    pen.clip(path, "evenodd");
    pen.globalAlpha = palette.hatchAlpha;
    pen.lineWidth = 1.2;
    pen.setLineDash([]);
    pen.strokeStyle = colour;
    hatch(pen, box, angle, 7, -ground[0] * sin + ground[1] * cos + 3.5 * Math.floor(step / 2));
    pen.restore();
    pen.lineJoin = "round";
    if (selected) for (const [width, style] of [[6, palette.halo], [3.4, palette.ink]]) {
      pen.lineWidth = width;
      pen.strokeStyle = style;
      pen.stroke(path);
    }
    pen.lineWidth = 1.3;
    pen.strokeStyle = colour;
    pen.setLineDash([5, 4 + 9 * (Math.min(steps, 4) - 1)]);
    pen.lineDashOffset = -9 * step;
    pen.stroke(path);
    pen.setLineDash([]);
    pen.lineDashOffset = 0;
  }

  /** What a precision looks like, in the legend: the same strokes as on the map, in a neutral colour. */
  function precisionSample(pen, precision, x, y, colour, palette) {
    if (precision === 3) {
      const path = new Path2D();
      path.moveTo(x - 13, y);
      path.lineTo(x + 13, y);
      band(pen, path, colour, palette, false);
    } else if (precision === 4) {
      const path = new Path2D();
      path.rect(x - 12, y - 7, 24, 14);
      area(pen, path, [x - 12, y - 7, x + 12, y + 7], [x, y], 0, 0, 1, colour, palette, false);
    } else {
      if (precision > 0) ring(pen, x, y, 8.8, colour, precision === 2);
      pen.translate(x, y);
      pen.scale(0.62, 0.62);
      draw(pen, 0, 0, 0, colour, precision === 2, palette);
    }
  }

  /** What a number on the map looks like, in the legend: a ring for places close by, a plate for lines and areas. */
  function numberSample(pen, isPlate, x, y, palette) {
    if (isPlate) { plate(pen, x, y, "9", palette); return; }
    pen.beginPath();
    pen.arc(x, y, 6.5, 0, 2 * Math.PI);
    pen.fillStyle = palette.land;
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = palette.neutral;
    pen.stroke();
  }

  im.FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif';
  im.symbols = { draw, drawSelection, sheet, put, symbolPicture, ring, ringPicture, LARGEST_RING, count, write, plate, band, area, precisionSample, numberSample };
})(window.incidentMap = window.incidentMap || {});
