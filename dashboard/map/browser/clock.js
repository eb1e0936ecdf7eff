/**
 * The face of the playback: a large date, buttons, and a time axis with the numbers over time on which the day is dragged.
 */
"use strict";
(function (im) {
  const BARS = 160;

  class Clock {
    constructor(map, player) {
      this.player = player;
      this.date = L.DomUtil.create("div", "incident-date", map.getContainer());
      this.date.setAttribute("aria-hidden", "true"); // it changes many times a second; the slider says the day
      this.bar = L.DomUtil.create("div", "incident-playback", map.getContainer());
      this.bar.setAttribute("role", "group");
      this.bar.setAttribute("aria-label", im.text("playback"));
      const row = L.DomUtil.create("div", "incident-playback-row", this.bar);
      this.toggle = button(row, "play", "▶", () => (player.playing ? player.pause() : player.play()));
      button(row, "stepBack", "◀|", () => player.seek(player.at - player.step()));
      button(row, "stepOn", "|▶", () => player.seek(player.at + player.step()));
      this.units = choice(row, "playBy", im.UNITS, unit => im.text("play-" + unit), unit => player.set({ unit }));
      this.modes = choice(row, "playMode", ["window", "all"], mode => im.text("play-" + mode), mode => player.set({ cumulative: mode === "all" }));
      this.speeds = choice(row, "playSpeed", im.SPEEDS.map(String), speed => `${im.amount(Number(speed), true)}×`, speed => player.set({ speed: Number(speed) }));
      button(row, "closePlayback", "✕", () => player.close());
      this.chart = L.DomUtil.create("canvas", "incident-playback-chart", this.bar);
      this.slider = L.DomUtil.create("input", "incident-playback-slider", this.bar);
      Object.assign(this.slider, { type: "range", step: "any" });
      this.slider.setAttribute("aria-label", im.text("day"));
      this.slider.addEventListener("input", () => player.seek(Number(this.slider.value)));
      L.DomEvent.disableClickPropagation(this.bar);
      L.DomEvent.disableScrollPropagation(this.bar);
      this.bar.addEventListener("keydown", event => event.stopPropagation());
      this.hide();
      this.opener = button(im.readings.box, "openPlayback", "▶", () => (player.active ? player.close() : player.open()));
    }

    offer(can) {
      this.opener.disabled = !can;
    }

    hide() {
      this.bar.hidden = this.date.hidden = true;
      this.map().classList.remove("incident-played");
    }

    map() {
      return this.bar.parentElement;
    }

    show(player) {
      this.bar.hidden = this.date.hidden = false;
      this.map().classList.add("incident-played");
      this.toggle.textContent = player.playing ? "❚❚" : "▶";
      label(this.toggle, player.playing ? "pause" : "play");
      this.units.value = player.unit;
      this.modes.value = player.cumulative ? "all" : "window";
      this.speeds.value = String(player.speed);
      this.slider.min = player.first;
      this.slider.max = player.last;
      if (this.charted !== player.items) this.draw(player);
      this.tick(player);
    }

    tick(player) {
      this.slider.value = player.at;
      const last = Math.max(player.first, Math.ceil(player.at) - 1), from = Math.min(Math.ceil(player.from()), last);
      const said = period(from, last);
      if (said === this.said) return;
      this.said = this.date.textContent = said;
      this.slider.setAttribute("aria-valuetext", said);
    }

    /** How many incidents over time; what is imprecise is spread over its days. */
    draw(player) {
      this.charted = player.items;
      const width = (player.last - player.first) / BARS, bars = new Float64Array(BARS);
      for (const { begin, end, weight } of player.items) {
        const from = Math.max(0, (begin - player.first) / width), to = Math.min(BARS, (end - player.first) / width);
        for (let i = Math.floor(from); i < Math.min(BARS, Math.ceil(to)); i++) {
          bars[i] += (weight * (Math.min(to, i + 1) - Math.max(from, i))) / Math.max(to - from, 1e-9);
        }
      }
      const { clientWidth: wide, clientHeight: high } = this.chart, ratio = im.ratio();
      this.chart.width = wide * ratio;
      this.chart.height = high * ratio;
      const pen = this.chart.getContext("2d"), most = Math.max(...bars, 1e-9);
      pen.scale(ratio, ratio);
      pen.fillStyle = im.base.palette.neutral;
      bars.forEach((value, i) => { if (value > 0) pen.fillRect((i * wide) / BARS, high - Math.max(1, (value / most) * high), Math.max(1, wide / BARS - 0.6), high); });
    }
  }

  function period(first, last) {
    const style = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }, language = im.language === "en" ? "en-GB" : im.language;
    const [from, to] = [first, last].map(day => new Date(day * im.DAY)), format = new Intl.DateTimeFormat(language, style);
    return first >= last ? format.format(to) : format.formatRange(from, to);
  }

  function label(made, key) {
    made.title = im.text(key);
    made.setAttribute("aria-label", im.text(key));
  }

  function button(parent, key, sign, act) {
    const made = L.DomUtil.create("button", "incident-" + key, parent);
    made.type = "button";
    made.textContent = sign;
    label(made, key);
    made.addEventListener("click", act);
    return made;
  }

  function choice(parent, key, values, say, act) {
    const made = L.DomUtil.create("select", "", parent);
    label(made, key);
    made.append(...values.map(value => {
      const option = document.createElement("option");
      Object.assign(option, { value, textContent: say(value) });
      return option;
    }));
    made.addEventListener("change", () => act(made.value));
    return made;
  }

  im.buildClock = (map, player) => new Clock(map, player);
})(window.incidentMap = window.incidentMap || {});
