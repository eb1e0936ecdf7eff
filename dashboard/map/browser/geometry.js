/**
 * Numbers only: Web Mercator, rings, distances. Places are kept as "world" coordinates, 0 to 1 in both directions, computed
 * once; a view turns them into pixels with one multiplication, so a redraw projects nothing and allocates nothing.
 */
"use strict";
(function (im) {
  const EARTH_KM = 40075.017;

  /** Latitude and longitude to world coordinates. */
  function world(lat, lon) {
    const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  }

  /** A list of [lat, lon] to a flat array of world coordinates; vertices that are not numbers are left out. */
  function flatten(line) {
    const flat = [];
    for (const at of line || []) {
      if (Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1])) flat.push(...world(at[0], at[1]));
    }
    return Float64Array.from(flat);
  }

  /** Polygons ([[ring, ...], ...]) to {rings, box}: holes and islands need no telling apart under the even-odd rule. */
  function shape(polygons) {
    const rings = [], box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const polygon of polygons || []) for (const ring of polygon) {
      const flat = flatten(ring);
      if (flat.length < 6) continue;
      rings.push(flat);
      for (let i = 0; i < flat.length; i += 2) {
        box[0] = Math.min(box[0], flat[i]); box[2] = Math.max(box[2], flat[i]);
        box[1] = Math.min(box[1], flat[i + 1]); box[3] = Math.max(box[3], flat[i + 1]);
      }
    }
    return { rings, box };
  }

  /** Whether a world point lies in a shape. */
  function contains({ rings, box }, x, y) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const above = ring[i + 1] > y;
        if (above !== ring[j + 1] > y &&
            x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
      }
    }
    return inside;
  }

  /** A shape as a path in the pixels of a view. */
  function path({ rings }, view) {
    const made = new Path2D();
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) made.lineTo(view.x(ring[i]), view.y(ring[i + 1]));
      made.closePath();
    }
    return made;
  }

  /** The box of a shape in pixels of a view, cut to the canvas; null when nothing of it is there. */
  function visibleBox({ box }, view) {
    const left = Math.max(0, view.x(box[0])), right = Math.min(view.width, view.x(box[2]));
    const top = Math.max(0, view.y(box[1])), bottom = Math.min(view.height, view.y(box[3]));
    return left < right && top < bottom ? [left, top, right, bottom] : null;
  }

  /** A point inside the visible part of a shape: the middle of the widest run on a level near the middle of that part; of
   *  several the first that has `room` (0 or more), else the one with most. */
  function inner(given, view, room = () => 0) {
    const near = [Math.max(view.padX, view.x(given.box[0])), Math.min(view.width - view.padX, view.x(given.box[2]))];
    const top = Math.max(view.padY, view.y(given.box[1])), bottom = Math.min(view.height - view.padY, view.y(given.box[3]));
    const spots = [];
    for (const share of [0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92]) {
      const level = top + (bottom - top) * share, cuts = crossings(given, view.worldY(level)).map(view.x);
      let best = null, widest = 4;
      for (let i = 0; i + 1 < cuts.length; i += 2) {
        const from = Math.max(cuts[i], near[0]), to = Math.min(cuts[i + 1], near[1]);
        if (to - from > widest) { widest = to - from; best = [from, to]; }
      }
      for (const along of best ? [0.5, 0.3, 0.7, 0.1, 0.9] : []) spots.push([best[0] + (best[1] - best[0]) * along, level]);
    }
    return roomiest(spots, room);
  }

  /** The first spot with room, else the one with most; null where there is none. */
  function roomiest(spots, room) {
    let best = null, most = -Infinity;
    for (const spot of spots) {
      const here = room(...spot);
      if (here >= 0) return spot;
      if (here > most) { most = here; best = spot; }
    }
    return best;
  }

  /** Where a level cuts the outline of a shape, from west to east. */
  function crossings({ rings }, y) {
    const cuts = [];
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if (ring[i + 1] > y === ring[j + 1] > y) continue;
        cuts.push(((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]);
      }
    }
    return cuts.sort((a, b) => a - b);
  }

  /** Distance of a point from a line of pixels (flat array). */
  function distance(line, x, y) {
    let best = Infinity;
    for (let i = 0; i + 3 < line.length; i += 2) {
      const dx = line[i + 2] - line[i], dy = line[i + 3] - line[i + 1], length = dx * dx + dy * dy;
      const share = length ? Math.max(0, Math.min(1, ((x - line[i]) * dx + (y - line[i + 1]) * dy) / length)) : 0;
      best = Math.min(best, Math.hypot(x - line[i] - share * dx, y - line[i + 1] - share * dy));
    }
    return best;
  }

  /** A line of pixels moved sideways by `by` pixels; corners are mitred, but never further out than twice that. */
  function offset(line, by) {
    const moved = new Float64Array(line.length), last = line.length - 2;
    const normal = i => {
      const dx = line[i + 2] - line[i], dy = line[i + 3] - line[i + 1], length = Math.hypot(dx, dy) || 1;
      return [-dy / length, dx / length];
    };
    for (let i = 0; i <= last; i += 2) {
      const before = normal(Math.max(0, i - 2)), after = normal(Math.min(i, last - 2));
      const x = before[0] + after[0], y = before[1] + after[1], stretch = Math.min(2, 2 / Math.max(0.01, x * x + y * y));
      moved[i] = line[i] + x * stretch * by;
      moved[i + 1] = line[i + 1] + y * stretch * by;
    }
    return moved;
  }

  /** The middle of the part of a line that is in the frame, for the keyboard, for numbers and for tests; the
   *  nearest to it that has `room`, as `inner`. */
  function middleInside(line, size, room = () => 0) {
    const inside = [];
    for (let i = 0; i + 3 < line.length; i += 2) {
      const dx = line[i + 2] - line[i], dy = line[i + 3] - line[i + 1];
      const steps = Math.min(400, Math.max(1, Math.round(Math.hypot(dx, dy) / 6)));
      for (let step = 0; step <= steps; step++) {
        const x = line[i] + (dx * step) / steps, y = line[i + 1] + (dy * step) / steps;
        if (x >= 0 && y >= 0 && x <= size.x && y <= size.y) inside.push([x, y]);
      }
    }
    const middle = inside.length >> 1, spots = [];
    for (let away = 0; away <= middle; away++) spots.push(inside[middle + away], inside[middle - away]);
    return roomiest(spots.filter(Boolean), room);
  }

  /** Kilometres on the ground to pixels, at a world latitude: Mercator stretches away from the equator. */
  function pixels(km, y, view) {
    return ((km / EARTH_KM) * Math.cosh(Math.PI * (1 - 2 * y))) * view.scale;
  }

  im.geometry = { world, flatten, shape, contains, path, visibleBox, inner, middleInside, distance, offset, pixels };
})(window.incidentMap = window.incidentMap || {});
