/**
 * What the reader points at: hover text, click, and the same by keyboard. Texts come from data and are hostile, so they
 * only ever become textContent.
 */
"use strict";
(function (im) {
  const LISTED = 6;

  class Pointer {
    constructor(map) {
      this.map = map;
      this.box = map.getContainer();
      this.last = null;                              // where the mouse is, in pixels of the frame, or null
      this.current = null;                           // number of the incident that the keyboard stands on
      this.tip = L.DomUtil.create("div", "incident-tip", this.box);
      this.tip.setAttribute("role", "status");
      this.mark = L.DomUtil.create("div", "incident-mark", this.box);
      map.on("mousemove", this.hover, this).on("click", this.click, this);
      map.on("dragstart zoomstart", () => this.hide());
      map.on("moveend zoomend resize", () => this.refresh());
      this.box.addEventListener("mouseleave", () => { this.last = null; this.hide(); });
      this.box.addEventListener("keydown", event => this.key(event));
      this.box.addEventListener("blur", () => this.leaveKeyboard());
    }

    hover(event) {
      if (overControl(event) || im.playback.active) { this.last = null; this.hide(); return; }
      this.last = event.containerPoint;
      this.current = null;
      this.pointAt(this.last);
    }

    /** Shows what is under a point of the frame. */
    pointAt({ x, y }) {
      const rows = im.layer ? im.layer.hits(x, y) : [], spot = rows.length || !im.layer ? null : im.layer.spotAt(x, y);
      L.DomUtil[rows.length || spot ? "addClass" : "removeClass"](this.box, "incident-over");
      this.mark.style.display = "none";
      if (rows.length) { this.show(rows, x, y); return; }
      if (spot) { this.showSpot(spot, x, y); return; }
      const tie = im.layer && im.layer.ties.at(x, y);
      if (tie) { this.fill(tie.said.map((name, i) => line(String(im.layer.names[name] ?? ""), i ? "" : "incident-tip-head")), x, y, false); return; }
      const region = im.base.units[im.base.unitAt(...im.worldAt(x, y))];
      if (region) this.fill([line(region.name)], x, y, true); else this.hide();
    }

    show(rows, x, y) {
      const parts = rows.slice(0, LISTED).map(row => {
        const { colour, lines } = im.layer.describeRow(row, rows.length > 1), part = L.DomUtil.create("div", "incident-tip-part");
        part.style.borderLeftColor = colour;
        lines.forEach((text, i) => part.append(line(text, i ? "" : "incident-tip-head")));
        return part;
      });
      if (rows.length > LISTED) parts.push(line(im.text("more").replace("{n}", im.amount(rows.length - LISTED, true)), "incident-tip-more"));
      this.fill(parts, x, y, false);
    }

    /** How many incidents a number stands for, and of which colours. */
    showSpot(spot, x, y) {
      const { head, parts, foot } = im.layer.describeSpot(spot);
      const listed = parts.slice(0, LISTED).map(({ colour, text }) => {
        const part = line(text, "incident-tip-part incident-tip-line");
        part.style.borderLeftColor = colour;
        return part;
      });
      this.fill([line(head, "incident-tip-head"), ...listed, line(foot, "incident-tip-more")], x, y, false);
    }

    /** Beside the point, on the side with room, never outside the frame. */
    fill(parts, x, y, quiet) {
      const tip = this.tip;
      tip.replaceChildren(...parts);
      tip.classList.toggle("incident-tip-quiet", quiet);
      tip.style.display = "block";
      const { x: width, y: height } = this.map.getSize(), wide = tip.offsetWidth, high = tip.offsetHeight, gap = 14;
      const left = x + gap + wide <= width - 4 ? x + gap : x - gap - wide;
      const top = y + gap + high <= height - 4 ? y + gap : y - gap - high;
      tip.style.left = Math.max(4, Math.min(width - wide - 4, left)) + "px";
      tip.style.top = Math.max(4, Math.min(height - high - 4, top)) + "px";
    }

    hide() {
      this.tip.style.display = "none";
      this.mark.style.display = "none";
      L.DomUtil.removeClass(this.box, "incident-over");
    }

    /** After a redraw the same pixel may show something else; the keyboard's incident may have moved or gone. */
    refresh() {
      if (this.current !== null) {
        const mark = this.steps().find(other => other.no === this.current);
        if (mark) this.stand(mark); else this.leaveKeyboard();
      } else if (this.last) this.pointAt(this.last);
      else this.hide();
    }

    click(event) {
      if (overControl(event) || im.playback.active) return;
      const { x, y } = event.containerPoint, rows = im.layer ? im.layer.hits(x, y) : [];
      if (rows.length) { this.choose(rows); return; }
      const spot = im.layer && im.layer.spotAt(x, y);
      if (spot) { im.layer.clusters.open(spot); return; }
      const index = im.base.unitAt(...im.worldAt(x, y));
      im.send(index >= 0 ? { event: "region", index } : { event: "clear" });
    }

    /** One of the incidents at a place, or all of them as a list where only their number is drawn. */
    choose(rows) {
      const crowd = im.layer.crowd(rows);
      im.send(crowd ? { event: "inside", box: crowd } : { event: "pick", ids: im.layer.numbers(rows) });
    }

    /** Incidents in view, in the order of the rows: the order of the table beside the map. */
    steps() {
      const size = this.map.getSize(), drawn = im.layer ? im.layer.drawn : [];
      return drawn.filter(m => m.x >= 0 && m.y >= 0 && m.x <= size.x && m.y <= size.y).sort((a, b) => a.row - b.row);
    }

    key(event) {
      if (event.target !== this.box || event.ctrlKey || event.altKey || event.metaKey) return;
      const actions = { n: () => this.step(1), p: () => this.step(-1), Enter: () => this.pick(), Escape: () => this.clear() };
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action || im.playback.active) return;
      event.preventDefault();
      action();
    }

    step(by) {
      const steps = this.steps(), at = steps.findIndex(mark => mark.no === this.current);
      if (!steps.length) return;
      const from = at >= 0 ? at : by > 0 ? -1 : steps.length;
      this.stand(steps[(from + by + steps.length) % steps.length]);
    }

    stand(mark) {
      this.current = mark.no;
      if (mark.spot) this.showSpot(mark.spot, mark.x, mark.y); else this.show([mark.row], mark.x, mark.y);
      this.mark.style.display = "block";
      this.mark.style.left = mark.x + "px";
      this.mark.style.top = mark.y + "px";
    }

    pick() {
      const mark = this.steps().find(other => other.no === this.current);
      if (mark?.spot) im.layer.clusters.open(mark.spot);
      else if (this.current !== null) im.send({ event: "pick", ids: [this.current] });
    }

    clear() {
      this.leaveKeyboard();
      im.send({ event: "clear" });
    }

    leaveKeyboard() {
      this.current = null;
      this.hide();
    }
  }

  function line(text, style = "") {
    const made = L.DomUtil.create("div", style);
    made.textContent = text;
    return made;
  }

  /** Leaflet reports movements over its controls as movements over the map. */
  function overControl(event) {
    const target = event.originalEvent && event.originalEvent.target;
    return Boolean(target && target.closest && target.closest(".leaflet-control"));
  }

  im.Pointer = Pointer;
})(window.incidentMap = window.incidentMap || {});
