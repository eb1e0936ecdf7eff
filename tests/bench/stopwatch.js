/**
 * Runs in every frame before its page. `bench.arm(wanted)` makes the watch ready; it starts when a key or button
 * of a real input device goes down, in whichever frame, and takes the time of each wanted state once it is on the screen: the state
 * was seen in an animation frame and that frame was rendered.
 */
"use strict";
(() => {
  const now = () => performance.timeOrigin + performance.now(); // the same clock in all frames of a page
  const starts = ["keydown", "mousedown"], seen = [...starts, "mousemove", "mouseup", "click"];
  for (const kind of seen) {
    addEventListener(kind, event => {
      const bench = window.top.bench, at = performance.timeOrigin + event.timeStamp;
      if (!event.isTrusted || !bench) return;
      if (starts.includes(kind) && bench.armed && bench.began === null) bench.began = at;
      if (bench.log) bench.log.events.push([kind, at]);
    }, true);
  }
  watchDeck();
  if (window !== window.top) return;

  const all = selector => [...document.querySelectorAll(selector)];
  const text = selector => document.querySelector(selector)?.textContent ?? "";
  const map = () => document.querySelector("iframe[title^=streamlit_folium]")?.contentWindow?.incidentMap;
  const idle = () => Boolean(document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]"));
  const LONGEST = 60_000; // milliseconds
  const charts = () => all("[data-testid=stVegaLiteChart] .marks");
  const folium = () => all("iframe[title^=streamlit_folium]").map(frame => frame.contentWindow);
  const rendered = then => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // its task comes after the frame; a timer would add its own delay
    channel.port1.onmessage = then;
    channel.port2.postMessage(null);
  });

  /** States by name, each a function of what is wanted. */
  const STATES = {
    text: wanted => all("[data-testid=stText]").some(node => node.textContent === wanted),
    map: wanted => map() && map().paints > bench.paints && map().layer && map().layer.payload.placed === wanted,
    page: ({ shown, drawn }) => STATES.map(drawn) && text(".st-key-sentence").startsWith(`${shown} of `)
      && charts().length > 0 && charts().every(chart => !bench.charts.has(chart))
      && new RegExp(`(^| )${shown} incidents?`).test(text(".st-key-table-count"))
      && !document.querySelector("[data-stale=true]") && idle(),
    card: wanted => text(".st-key-selection").includes(wanted),
    // Others' maps: as many symbols as were asked for are there, and none of those that were there before.
    paths: wanted => folium().some(frame => fresh([...frame.document.querySelectorAll("path.leaflet-interactive")], wanted)),
    clusters: wanted => folium().some(frame => {
      const found = clustered(frame);
      return found && found.count === wanted && fresh(found.icons, found.icons.length);
    }),
    deck: wanted => bench.deck.at > bench.began && bench.deck.count === wanted,
  };

  const fresh = (nodes, wanted) => nodes.length === wanted && nodes.every(node => !bench.nodes.has(node));

  /** What leaflet.markercluster holds in a frame, and its icons on the screen. */
  function clustered(frame) {
    let found = null;
    if (frame.map_div && frame.map_div.eachLayer) {
      frame.map_div.eachLayer(layer => {
        if (layer._topClusterLevel) found = { count: layer.getLayers().length, icons: [...frame.document.querySelectorAll(".leaflet-marker-icon")] };
      });
    }
    return found;
  }

  /** What is on the page now, of all that a change replaces. */
  function present() {
    bench.charts = new Set(charts());
    for (const chart of bench.charts) {
      // A chart that is kept and drawn again counts as well as a new one.
      const observer = new MutationObserver(() => { bench.charts.delete(chart); observer.disconnect(); });
      observer.observe(chart, { childList: true, subtree: true, attributes: true, characterData: true });
    }
    bench.nodes = new Set(folium().flatMap(frame => [...frame.document.querySelectorAll("path.leaflet-interactive, .leaflet-marker-icon")]));
  }

  /** The time at which `state` was rendered; fails when it does not come. */
  function watch(state, name) {
    const givenUp = performance.now() + LONGEST;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (state()) rendered(() => resolve(now()));
        else if (performance.now() > givenUp) reject(new Error(`The page did not come to the wanted state: ${name}`));
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  /** Where the map's picture lies, how often it was painted, from which payload, and whether that holds all that is in view. */
  function look() {
    const here = map(), box = here.map.getContainer(), moved = [box.querySelector(".leaflet-map-pane"), ...box.querySelectorAll("canvas")];
    return { where: moved.map(node => node.style.transform).join(), paints: here.paints, order: here.layer?.payload.order ?? 0, exact: here.moves.covered() && !here.map._animatingZoom };
  }

  const bench = window.bench = {
    armed: false, began: null, paints: 0, charts: new Set(), nodes: new Set(), result: null, log: null, deck: { at: 0, count: 0 },

    /** @param {object} wanted what to wait for, by the name of the state; `await bench.result` gives milliseconds by name */
    arm(wanted) {
      Object.assign(bench, { armed: true, began: null, paints: map() ? map().paints : 0 });
      present();
      const times = Object.entries(wanted).map(([name, value]) => {
        const state = () => bench.began !== null && STATES[name](value);
        return watch(state, `${name} ${JSON.stringify(value)}`).then(at => [name, at - bench.began]);
      });
      bench.result = Promise.all(times).then(found => { bench.armed = false; return Object.fromEntries(found); });
    },

    /**
     * Writes down from now on: `events` of the mouse, and `frames` in which the map looked different once they were rendered:
     * [time, paintings so far, whether all that is in view was counted for it].
     */
    record() {
      const log = bench.log = { events: [], frames: [] };
      let last = look();
      const step = () => {
        if (bench.log !== log) return;
        const here = look();
        if (here.where !== last.where || here.paints !== last.paints || here.order !== last.order) {
          rendered(() => log.frames.push([now(), here.paints, here.exact]));
        }
        last = here;
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    },

    look,

    /** What the map's canvases hold, to see that they were really painted again. */
    picture: () => [...map().map.getContainer().querySelectorAll("canvas")].map(canvas => canvas.toDataURL()).join(),
  };

  const whole = () => map() && map().paints > 0 && map().base.regions.length && map().layer && map().layer.shapes;
  /** Milliseconds from the start of the navigation to the map with its ground, roads, areas and points. */
  bench.first = watch(whole, "map").then(at => at - performance.timeOrigin);
  bench.first.catch(() => {}); // a page without a map need not come to that state

  /** deck.gl draws a layer of points as instances of one square: how many were drawn last, and when. */
  function watchDeck() {
    if (!window.WebGL2RenderingContext) return;
    const gl = WebGL2RenderingContext.prototype;
    for (const [name, at] of [["drawArraysInstanced", 3], ["drawElementsInstanced", 4]]) {
      const draw = gl[name];
      gl[name] = function (...all) {
        draw.apply(this, all);
        const bench = window.top.bench;
        if (bench) bench.deck = { at: performance.timeOrigin + performance.now(), count: all[at] };
      };
    }
  }
})();
