/**
 * What the map shows of a filter: one choice, top right beside the zoom buttons.
 */
"use strict";
(function (im) {
  const READINGS = ["incidents", "regions", "rate", "density"];

  class Readings {
    constructor(map) {
      const control = L.control({ position: "topright" });
      control.onAdd = () => this.build();
      control.addTo(map);
    }

    build() {
      const box = this.box = L.DomUtil.create("div", "incident-readings"), choice = this.choice = L.DomUtil.create("select", "", box);
      choice.setAttribute("aria-label", im.text("reading"));
      choice.title = im.text("reading");
      choice.append(...READINGS.map(name => {
        const option = document.createElement("option");
        option.value = name;
        option.textContent = im.text("reading-" + name);
        return option;
      }));
      choice.addEventListener("change", () => im.send({ event: "reading", to: choice.value }));
      L.DomEvent.disableClickPropagation(box);
      return box;
    }

    show(reading) {
      if (this.choice.value !== reading) this.choice.value = reading;
    }
  }

  im.Readings = Readings;
})(window.incidentMap = window.incidentMap || {});
