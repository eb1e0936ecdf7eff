/**
 * Runs in every frame before its page. `bench.arm(wanted)` makes the watch ready; it starts at the next key press or click
 * of a real input device, in whichever frame, and takes the time of each wanted state once it is on the screen: the state
 * was seen in an animation frame and that frame was rendered.
 */
"use strict";
(() => {
  const now = () => performance.timeOrigin + performance.now(); // the same clock in all frames of a page
  for (const kind of ["keydown", "click"]) {
    addEventListener(kind, event => {
      const bench = window.top.bench;
      if (event.isTrusted && bench && bench.armed && bench.began === null) bench.began = performance.timeOrigin + event.timeStamp;
    }, true);
  }
  if (window !== window.top) return;

  const all = selector => [...document.querySelectorAll(selector)];
  const text = selector => document.querySelector(selector)?.textContent ?? "";
  const map = () => document.querySelector("iframe[title^=streamlit_folium]")?.contentWindow?.incidentMap;
  const idle = () => Boolean(document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]"));
  const LONGEST = 60_000; // milliseconds
  const STRIDE = 13; // numbers a row of the map's layer
  const rows = layer => layer.payload.rows.length / STRIDE;
  const charts = () => all("[data-testid=stVegaLiteChart] svg.marks");
  const rendered = then => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // its task comes after the frame; a timer would add its own delay
    channel.port1.onmessage = then;
    channel.port2.postMessage(null);
  });

  /** States by name, each a function of what is wanted. */
  const STATES = {
    text: wanted => all("[data-testid=stText]").some(node => node.textContent === wanted),
    map: wanted => map() && map().paints > bench.paints && map().layer && rows(map().layer) === wanted,
    page: ({ shown, drawn }) => STATES.map(drawn) && text(".st-key-sentence").startsWith(`${shown} of `)
      && charts().length === 2 && charts().every(chart => !bench.charts.includes(chart))
      && document.querySelector(`[data-testid=stDataFrame] [role=grid][aria-rowcount="${shown + 1}"]`)
      && !document.querySelector("[data-stale=true]") && idle(),
    card: wanted => text(".st-key-selection").includes(wanted),
  };

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

  const bench = window.bench = {
    armed: false, began: null, paints: 0, charts: [], result: null,

    /** @param {object} wanted what to wait for, by the name of the state; `await bench.result` gives milliseconds by name */
    arm(wanted) {
      Object.assign(bench, { armed: true, began: null, paints: map() ? map().paints : 0, charts: charts() });
      const times = Object.entries(wanted).map(([name, value]) => {
        const state = () => bench.began !== null && STATES[name](value);
        return watch(state, `${name} ${JSON.stringify(value)}`).then(at => [name, at - bench.began]);
      });
      bench.result = Promise.all(times).then(found => { bench.armed = false; return Object.fromEntries(found); });
    },

    /** What the map's canvases hold, to see that they were really painted again. */
    picture: () => [...map().map.getContainer().querySelectorAll("canvas")].map(canvas => canvas.toDataURL()).join(),
  };

  const whole = () => map() && map().paints > 0 && map().base.regions.length && map().layer && map().layer.shapes;
  /** Milliseconds from the start of the navigation to the map with its ground, roads, areas and points. */
  bench.first = watch(whole, "map").then(at => at - performance.timeOrigin);
  bench.first.catch(() => {}); // a page without a map need not come to that state
})();
