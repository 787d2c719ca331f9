// The years, by hand or played.

import { h, s, still } from "./dom.js";

/** @typedef {import("./scene.js").Scene} Scene */

const STEP = 900;

export class Years {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.icon = s("path", {});
    this.button = h("button", { type: "button", class: "play", click: () => this.toggle() },
      s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, this.icon));
    this.input = h("input", { type: "range", min: 0, step: 1, id: "year", input: () => this.go() });
    this.label = h("label", { for: "year", class: "sr" });
    this.shown = h("output", { for: "year" });
    root.append(this.button, this.label, this.input, this.shown);
    /** @type {Scene | null} */
    this.scene = null;
    this.timer = 0;
  }

  go() {
    const year = Number(this.input.value); // before stopping, which writes the year of the scene
    this.stop();
    this.scene?.change({ year });
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    if (this.scene) this.update(this.scene);
  }

  toggle() {
    const { scene } = this;
    if (!scene) return;
    if (this.timer) {
      this.stop();
      return;
    }
    const last = scene.data.years.length - 1;
    if (scene.state.year === last) scene.change({ year: 0 });
    this.timer = window.setInterval(() => {
      const year = (this.scene?.state.year ?? last) + 1;
      if (year <= last) this.scene?.change({ year });
      if (year >= last) this.stop();
    }, still() ? 2 * STEP : STEP);
    this.update(scene);
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
    document.documentElement.classList.toggle("playing", this.timer > 0);
    const last = scene.data.years.length - 1;
    this.input.max = String(last);
    this.input.value = String(scene.state.year);
    this.input.style.setProperty("--at", String(scene.state.year / last));
    this.label.textContent = scene.t("year");
    const year = String(scene.data.years[scene.state.year]);
    this.input.setAttribute("aria-valuetext", year);
    this.shown.textContent = year;
    this.button.setAttribute("aria-label", scene.t(this.timer ? "pause" : "play"));
    this.icon.setAttribute("d", this.timer ? "M6 4h4v16H6zM14 4h4v16h-4z" : "M7 4l13 8-13 8z");
  }
}
