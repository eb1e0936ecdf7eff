/**
 * Wires everything. Python calls incidentMap.install(map, {home, colours, otherColour, texts}) once per frame and then
 * adds one `new incidentMap.IncidentLayer(packed)` for each change of the filter.
 *
 * Load after Leaflet, in the order of SCRIPTS in assets.py.
 *
 * Keys of `texts` (a missing one shows as its key):
 *   map           name of the map for screen readers; say here that n and p step through the incidents, Enter picks, Escape clears
 *   legend        button that opens and closes the legend
 *   actors        title of the group "who"
 *   groups        title of the group "who" where colours stand for groups of actors
 *   statuses      title of the group "what is said of it"
 *   types         title of the group "what"
 *   precision     title of the group "how precisely"
 *   numbers       title of the group "what numbers on the map stand for"
 *   ties          title of the group "what links stand for"
 *   changes       title of the group "which regions stand out"
 *   counts        title of the group "how many in a region"
 *   rates         title of the group "how many in a region in 30 days"
 *   density       title of the group "how close"
 *   smoothed      under it, with {km} for the width of what is smoothed over
 *   andMore       the last class, with {n} for its lower bound
 *   reading       name of the choice of what the map shows; reading-incidents, reading-regions, reading-rate, reading-density its options
 *   incidentsHere head of the hover text of a number, with {n}
 *   clickZooms    end of that text where a click comes closer
 *   clickLists    end of that text where a click lists
 *   layerFailed   warning in the legend: what was sent could not be read
 *   openPlayback  title of the button that opens the playback; playback, play, pause, stepBack, stepOn, playBy, playMode, playSpeed, day,
 *                 closePlayback name its parts, play-day, play-week, play-month, play-window, play-all its choices
 *   playbackFailed warning in the legend: what is played could not be loaded
 *   more          end of a long hover text, with {n} for the number left out: "+ {n} more"
 *   wholeCountry  title of the button that shows the whole country
 *   zoomIn        title of the + button
 *   zoomOut       title of the - button
 *   baseFailed    warning in the legend: the base map could not be loaded
 *   shapesFailed  warning in the legend: roads and areas could not be loaded and are not drawn
 */
"use strict";
(function (im) {
  Object.assign(im, { layer: null, skipped: 0, paints: 0, paintMs: 0 });

  im.text = key => String((im.texts || {})[key] ?? key);

  im.legendTexts = () => (im.legend ? im.legend.texts() : []);

  const FRAME = `${Date.now()}-${Math.random()}`, MOST = 8;
  const told = [];                                   // the last messages, numbered

  /** To Python at once; streamlit-folium's own way waits 250 ms. A value that still waits there is replaced by the next: so the
   *  last messages go with each, and Python takes those that it has not heard. */
  im.send = message => {
    told.push({ ...message, nr: (told.at(-1)?.nr || 0) + 1 });
    if (told.length > MOST) told.shift();
    if (window.Streamlit) window.Streamlit.setComponentValue({ frame: FRAME, messages: [...told] });
  };

  /** A point of the frame in world coordinates. */
  im.worldAt = (x, y) => {
    const at = im.map.containerPointToLatLng([x, y]);
    return im.geometry.world(at.lat, at.lng);
  };

  /** A number as the reader writes it; short ("4.3K", "12K") in a symbol, in full in a text. */
  im.amount = (value, full = false) => {
    const digits = value < 1 ? 2 : value < 10 && !Number.isInteger(value) ? 1 : 0;
    const style = full || value < 1000 ? { maximumFractionDigits: full ? Math.max(digits, value < 100 ? 1 : 0) : digits } : { notation: "compact", maximumFractionDigits: value < 10_000 ? 1 : 0 };
    return new Intl.NumberFormat(im.language, style).format(value);
  };

  /** Makes room for a new layer. streamlit-folium takes the last group off the map but keeps it in a list for ever. */
  im.replace = layer => {
    const old = im.layer;
    im.layer = layer;
    if (old && old !== layer) old.remove();
    window.feature_group = (window.feature_group || []).filter(group => {
      const stale = old && old !== layer && group.hasLayer && group.hasLayer(old);
      if (stale) im.map.removeLayer(group);
      return !stale && im.map.hasLayer(group);
    });
  };

  /** Paints a layer that was just added; the land only if it looks different now. */
  im.showLayer = ({ theme, base, selectedRegion, shade, names, picture, plain, together }) => {
    im.picture = Boolean(picture);
    im.plain = Boolean(plain);
    im.map.getContainer().classList.toggle("incident-plain", im.plain);
    im.together.join(together || "");
    im.map.getContainer().classList.toggle("incident-picture", im.picture || Boolean(im.printing));
    if (picture && im.legend.open === false) im.legend.setOpen(true);
    im.wanted = selectedRegion ?? -1;
    if (base !== im.baseUrl) loadBase(base);
    // A unit's number means nothing until its boundary set is here.
    const here = im.baseUrl === im.baseHere;
    im.shading = [shade, names];
    const shaded = im.base.shadeBy(here ? shade : null, names);
    const changed = im.base.dress(theme, here ? im.wanted : -1) || shaded;
    loadDeeper();
    im.map.getContainer().classList.toggle("incident-dark", im.base.palette.name === "dark");
    im.stage.paint(changed ? ["land", "areas", "points", "labels"] : ["areas", "points", "labels"]);
  };

  /** Boxes of the controls in pixels of the frame, so that no name hides under them. */
  function controls() {
    const frame = im.map.getContainer().getBoundingClientRect();
    return [...im.map.getContainer().querySelectorAll(".leaflet-control")].map(node => {
      const box = node.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    });
  }

  /** What is drawn: the incidents of the filter, or while it is open the playback of them. */
  const shown = () => (im.playback.active ? im.playback : im.layer);

  /** Painters of the stage. Points are painted before the labels, which look for room between them. */
  function painters() {
    return {
      land: (pen, view) => im.base.paintLand(pen, view),
      areas: (pen, view) => shown() && shown().paintAreas(pen, view, im.base.palette),
      points: (pen, view) => shown() && shown().paintPoints(pen, view, im.base.palette),
      labels: (pen, view) => im.base.paintLabels(pen, view, im.layer && !im.playback.active ? im.layer.drawn : [], [...controls(), ...(im.layer?.ties.boxes || [])]),
    };
  }

  const files = new Map();                           // url -> its content: a boundary set that comes again is not fetched again

  function fetched(url) {
    if (!files.has(url)) {
      files.set(url, fetch(url).then(answer => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); }));
    }
    return files.get(url).catch(error => { files.delete(url); throw error; });
  }

  /** Shows another base map; the frame, its place and the layer of incidents stay. */
  function loadBase(url) {
    im.baseUrl = url;
    im.ready = fetched(url)
      .then(base => {
        if (url !== im.baseUrl) return;              // the reader has gone on to another one
        im.baseHere = url;
        im.base.load(base);
        im.base.selected = im.wanted;
        if (im.shading) im.base.shadeBy(...im.shading);
        im.sources.replaceChildren(...[base.attribution, base.disclaimer].filter(Boolean).map(text => {
          const part = L.DomUtil.create("span", "");
          part.textContent = text;
          return part;
        }));
        im.legend.fit();
        im.stage.redraw();
        loadDeeper();
      })
      .catch(() => { if (url === im.baseUrl) im.legend.warn("baseFailed"); });
  }

  /** The parts of regions are fetched when a region is first selected. */
  function loadDeeper() {
    const url = im.base.deeper, base = im.baseHere;
    if (!url || im.base.selected < 0) return;
    fetched(url)
      .then(units => {
        if (base !== im.baseHere || !im.base.deeper) return;
        im.base.loadDeeper(units);
        im.stage.redraw();
      })
      .catch(() => im.legend.warn("baseFailed"));
  }

  /** Controls in places where they do not meet: legend left, everything else right. */
  function furnish(map) {
    if (map.attributionControl) map.attributionControl.remove();
    if (map.zoomControl) map.zoomControl.remove();
    const titles = { zoomInTitle: im.text("zoomIn"), zoomOutTitle: im.text("zoomOut") };
    map.zoomControl = L.control.zoom({ position: "topright", ...titles }).addTo(map);
    addHome(map.zoomControl.getContainer());
    im.addSources(map);
    im.readings = new im.Readings(map);
    L.control.scale({ imperial: false, position: "bottomright", maxWidth: 90 }).addTo(map);
    im.legend = new im.Legend(map);
  }

  /** A third button under + and -: back to the whole country. */
  function addHome(bar) {
    const button = L.DomUtil.create("a", "incident-home", bar);
    Object.assign(button, { href: "#", title: im.text("wholeCountry") });
    button.append(corners());
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", im.text("wholeCountry"));
    L.DomEvent.disableClickPropagation(button);
    L.DomEvent.on(button, "click", event => { L.DomEvent.preventDefault(event); im.moves.around = null; im.moves.goHome(); im.send({ event: "home", ...im.moves.seen() }); });
  }

  /** Four corners of a frame, drawn: not every system has a letter for it. */
  function corners() {
    const space = "http://www.w3.org/2000/svg", picture = document.createElementNS(space, "svg");
    for (const [name, value] of [["viewBox", "0 0 14 14"], ["width", "14"], ["height", "14"], ["aria-hidden", "true"]]) picture.setAttribute(name, value);
    const line = document.createElementNS(space, "path");
    for (const [name, value] of [["d", "M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9"], ["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "1.6"]]) {
      line.setAttribute(name, value);
    }
    picture.append(line);
    return picture;
  }

  /** Quarter steps of zoom fit a country into any frame; whole steps waste half of it. */
  function tune(map) {
    Object.assign(map.options, { zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 120 });
    const box = map.getContainer();
    box.classList.add("incident-map");
    document.documentElement.lang = im.language;     // how a screen reader says it
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", im.text("map"));
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
  }

  /** S makes a picture of the view and leads back from it, as on the page around the map; so does Escape. */
  function heed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || im.plain || event.target.closest?.("select, input")) return;
    const key = event.key.toLowerCase();
    if (key !== "s" && !(key === "escape" && im.picture)) return;
    event.preventDefault();
    event.stopPropagation();
    im.send({ event: "picture", on: !im.picture });
  }

  im.install = (map, options) => {
    Object.assign(im, {
      map, texts: options.texts || {}, language: options.language || "en", colours: options.colours || [], otherColour: options.otherColour || "#767676",
      base: new im.BaseMap(), home: options.home,
    });
    tune(map);
    furnish(map);
    im.stage = new im.Stage(map, painters());
    im.together = new im.Together(map);
    im.moves = new im.Moves(map);
    im.pointer = new im.Pointer(map);
    im.playback = new im.Playback(map);
    im.printing = false;
    new im.Printing(map);
    document.addEventListener("keydown", heed, true);
    im.legend.fit();
    im.stage.redraw();
    im.baseUrl = im.baseHere = null;
  };
})(window.incidentMap = window.incidentMap || {});
