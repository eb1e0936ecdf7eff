/**
 * Maps beside each other that move as one. Each is a frame of its own; those of one page and one reader share a channel,
 * on which the map that the reader moves says where it looks, and the others follow without a word of their own.
 */
"use strict";
(function (im) {
  const NEAR = 1.5;                                  // px: the same place, but for rounding

  class Together {
    constructor(map) {
      this.map = map;
      this.name = "";
      this.channel = null;
      this.following = false;
      this.next = null;                              // what was said while it followed
      map.on("move", () => { if (!map._animatingZoom) this.tell("pass"); });
      map.on("moveend", () => this.tell("stop"));
      // Others begin to glide when this one does, not when it has arrived.
      map.on("zoomanim", ({ center, zoom }) => this.tell("glide", center, zoom));
      window.addEventListener("pagehide", () => this.join(""));
    }

    /** Moves as one with all maps that name the same channel; "" is alone. */
    join(name) {
      if (name === this.name) return;
      this.name = name;
      if (this.channel) this.channel.close();
      this.channel = name ? new BroadcastChannel(name) : null;
      if (this.channel) this.channel.onmessage = ({ data }) => this.follow(data);
    }

    tell(how, center = this.map.getCenter(), zoom = this.map.getZoom()) {
      if (this.channel && !this.following) this.channel.postMessage({ how, at: [center.lat, center.lng], zoom, home: im.moves.home });
    }

    /** What is said while this one is still on its way it hears when it has arrived: only the last word of it counts. */
    follow(said) {
      if (!this.map.getSize().x) return;
      // The last of a drag may come when the reader already zooms this map: it is late, and no view of this map is known by it.
      if (said.how === "pass" && said.zoom !== this.map.getZoom()) return;
      if (this.following) { this.next = said; return; }
      if (this.own(said)) return;
      this.following = true;
      im.moves.home = said.home;
      if (said.how === "pass") this.pass(said);
      else this.go(said);
    }

    /** Whether the reader has brought this map there, and Python has yet to hear of it: then it is an echo of this map's own word. */
    own({ at, zoom }) {
      const map = this.map, going = map._animatingZoom;
      const to = going ? map._animateToCenter : map.getCenter(), level = going ? map._animateToZoom : map.getZoom();
      return Boolean(going || im.moves.timer) && level === zoom && map.project(to, zoom).distanceTo(map.project(at, zoom)) < NEAR;
    }

    arrive() {
      const said = this.next;
      this.following = false;
      this.next = null;
      im.moves.settle();                             // who was moved by the reader tells Python, nobody else
      if (said) this.follow(said);
    }

    go({ how, at, zoom }) {
      this.map._stop();                              // the end of a glide that was under way is no arrival there
      this.map.once("moveend", () => this.arrive()); // it comes at once, or when the map has glided there
      this.map.setView(at, zoom, { animate: how === "glide" });
    }

    /** While the other one is dragged only the picture moves; it is drawn anew when it rests. */
    pass({ at }) {
      const map = this.map;
      map._rawPanBy(map.project(at).subtract(map.project(map.getCenter())).round());
      map.fire("move");
      this.arrive();
    }
  }

  im.Together = Together;
})(window.incidentMap = window.incidentMap || {});
