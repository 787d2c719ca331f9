// The four views behind tabs, with the arrow keys that tabs have.

import { h } from "./dom.js";
import { VIEWS } from "./state.js";

/** @typedef {import("./scene.js").Scene} Scene */

export class Tabs {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, HTMLElement>} panels by the name of the view
   */
  constructor(root, panels) {
    this.root = root;
    this.panels = panels;
    /** @type {Scene | null} */
    this.scene = null;
    root.setAttribute("role", "tablist");
    this.tabs = VIEWS.map((view) => {
      const panel = panels[view];
      panel.id = `panel-${view}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${view}`);
      return h("button", {
        type: "button", role: "tab", id: `tab-${view}`, "aria-controls": panel.id,
        click: () => this.scene?.change({ view }), keydown: (event) => this.moved(event, view),
      });
    });
    root.append(...this.tabs);
  }

  /**
   * @param {Event} event
   * @param {typeof VIEWS[number]} view
   */
  moved(event, view) {
    const here = VIEWS.indexOf(view);
    const ways = /** @type {Record<string, number>} */ ({
      ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: VIEWS.length - 1,
    });
    const next = ways[/** @type {KeyboardEvent} */ (event).key];
    if (next === undefined) return;
    event.preventDefault();
    const n = (next + VIEWS.length) % VIEWS.length;
    this.scene?.change({ view: VIEWS[n] });
    this.tabs[n].focus();
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
    this.root.setAttribute("aria-label", scene.t("views"));
    VIEWS.forEach((view, n) => {
      const chosen = view === scene.state.view;
      this.tabs[n].textContent = scene.t(`tab_${view}`);
      this.tabs[n].setAttribute("aria-selected", String(chosen));
      this.tabs[n].tabIndex = chosen ? 0 : -1;
      this.panels[view].hidden = !chosen;
    });
  }
}
