/**
 * Maps beside each other that move as one. Each is a frame of its own; those of one page and one reader share a channel,
 * on which the map that the reader moves says where it looks, and the others follow without a word of their own.
 */
"use strict";
(function (im) {
  class Together {
    constructor(map) {
      this.map = map;
      this.name = "";
      this.channel = null;
      this.following = false;
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

    follow({ how, at, zoom, home }) {
      const map = this.map;
      if (!map.getSize().x) return;
      this.following = true;
      im.moves.home = home;
      if (how === "pass" && zoom === map.getZoom()) this.pass(at);
      else if (how !== "pass") {
        // "moveend" comes at once, or when the map has arrived.
        map.once("moveend", () => { this.following = false; im.moves.settle(); });
        map.setView(at, zoom, { animate: how === "glide" });
        return;
      }
      this.following = false;
    }

    /** While the other one is dragged only the picture moves; it is drawn anew when it rests. */
    pass(at) {
      const map = this.map, off = map.project(at).subtract(map.project(map.getCenter())).round();
      map._rawPanBy(off);
      map.fire("move");
    }
  }

  im.Together = Together;
})(window.incidentMap = window.incidentMap || {});
