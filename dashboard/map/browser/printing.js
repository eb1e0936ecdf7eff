/**
 * On paper: the map as it is seen, on white ground and without anything to press, and as large as the page of paper takes it
 * with the timelines below it.
 */
"use strict";
(function (im) {
  const SHARPER = 2;                                 // a printer has more dots than a screen
  // Pixels of a page of paper, A4 or Letter, less its margins.
  const UPRIGHT = [700, 960], ACROSS = [960, 700];
  const MOST = 1.4;                                  // the largest enlargement
  const LINE = 14, SIGN = 5.2, AIR = 60;             // pixels of the lines below, which show on paper only, and between the parts

  /** How many pixels of a canvas a pixel of the page takes. */
  im.ratio = () => (window.devicePixelRatio || 1) * (im.printing ? SHARPER : 1);

  class Printing {
    constructor(map) {
      this.map = map;
      window.addEventListener("beforeprint", () => this.turn(true));
      window.addEventListener("afterprint", () => this.turn(false));
    }

    turn(on) {
      im.printing = on;
      if (!im.layer) return;
      im.legend.show(im.layer.payload);
      im.showLayer(im.layer.payload);
      im.stage.redraw();
      if (on) im.stage.merge();
      this.map.getContainer().classList.toggle("incident-on-paper", on);
      if (on) this.fit();
    }

    /** Tells the page around the map how large it is on the screen, and how much smaller on paper: there it is laid out anew, and
     *  nobody asks the map, which keeps its size. */
    fit() {
      const frame = window.frameElement, column = frame?.closest("[data-testid=stColumn]");
      if (!column) return;                           // in a picture, which has its size
      const page = frame.ownerDocument, wide = column.clientWidth, high = column.clientHeight + extra(page, wide);
      const scale = paper => Math.min(MOST, paper[0] / wide, paper[1] / high).toFixed(3);
      const said = { width: `${wide}px`, height: `${high}px`, map: `${frame.clientHeight}px`, upright: scale(UPRIGHT), across: scale(ACROSS) };
      for (const [name, value] of Object.entries(said)) page.documentElement.style.setProperty("--print-" + name, value);
    }
  }

  /** The height of what stands above and below the map and the timelines. */
  function extra(page, wide) {
    const lines = [...page.querySelectorAll(".print-only p")].map(line => Math.ceil((line.textContent.length * SIGN) / wide));
    return (page.querySelector(".st-key-sentence")?.clientHeight || 0) + lines.reduce((sum, count) => sum + count * LINE + 4, AIR);
  }

  im.Printing = Printing;
})(window.incidentMap = window.incidentMap || {});
