/**
 * Where the map looks: views that Python sets, and views that the reader chose, told apart so that the two never chase
 * each other round.
 */
"use strict";
(function (im) {
  const QUIET = 400;                                 // ms without movement before Python hears of it
  const STILL = 3;                                   // px that do not count as a movement: rounding when the frame changes size

  const AIR = 12;                                    // px around the whole country

  class Moves {
    constructor(map) {
      this.map = map;
      this.serial = null;
      this.home = false;                             // whether the whole country is shown, whatever size the frame takes
      this.timer = null;
      this.accept();
      map.on("moveend", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.report(), QUIET);
      });
      map.on("resize", () => {
        if (this.home) this.goHome();
        else if (!this.timer) this.accept();
      });
    }

    /** Takes the present view as known: nothing to report. */
    accept() {
      this.center = this.map.getCenter();
      this.zoom = this.map.getZoom();
    }

    /**
     * @param {Array|null} frame [serial, lat, lon, zoom], or [serial] for the whole country; a serial that was applied
     *   before is not applied again
     */
    apply(frame) {
      if (!Array.isArray(frame) || frame[0] === this.serial) return;
      this.serial = frame[0];
      if (frame.length === 1) { this.goHome(); return; }
      this.home = false;
      this.map.setView([frame[1], frame[2]], frame[3], { animate: false });
      this.settle();
    }

    /** The whole country, beside the legend where that is open. */
    goHome() {
      this.home = true;
      const left = im.legend.open && this.map.getSize().x > 2 * im.legend.root.offsetWidth ? im.legend.root.offsetWidth : 0;
      this.map.fitBounds(im.home, { animate: false, paddingTopLeft: [left + AIR, AIR], paddingBottomRight: [AIR, AIR + 14] });
      this.settle();
    }

    /** Takes a view that was set from here: it is not the reader's. */
    settle() {
      clearTimeout(this.timer);
      this.timer = null;
      this.accept();
    }

    report() {
      this.timer = null;
      const map = this.map, zoom = map.getZoom(), center = map.getCenter();
      const away = map.project(center, zoom).distanceTo(map.project(this.center, zoom));
      if (zoom === this.zoom && away < STILL) return;
      this.accept();
      this.home = false;
      const round = (value, places) => Number(value.toFixed(places));
      im.send({ event: "move", lat: round(center.lat, 4), lon: round(center.lng, 4), zoom: round(zoom, 2) });
    }
  }

  im.Moves = Moves;
})(window.incidentMap = window.incidentMap || {});
