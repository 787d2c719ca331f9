// What is turned: the scenario to start from, three sliders with the pinned one's mark, what else it sets.

import { same, scenarioName } from "./answer.js";
import { h } from "./dom.js";
import { valued } from "./format.js";
import { OtherLevers } from "./other_levers.js";
import { asIs, snapped } from "./state.js";

/** @typedef {import("./scene.js").Scene} Scene */

const SHARE = "mission_share";
const PERCENT = 100;

export class Levers {
  /**
   * @param {HTMLElement} root
   * @param {import("./data.js").Data} data
   * @param {{reproduce: () => void}} dialogs
   */
  constructor(root, data, dialogs) {
    /** @type {Scene | null} */
    this.scene = null;
    this.startHeading = h("h2", { class: "small-heading", id: "start-heading" });
    this.starts = h("div", { class: "starts", role: "group", "aria-labelledby": "start-heading" });
    this.pin = h("p", { class: "pinned" });
    this.turnHeading = h("h2", { class: "small-heading" });
    this.choices = h("div", { class: "choices", role: "group" });
    this.sliders = data.levers.map((lever, n) => this.slider(lever, n));
    this.tray = h("div", { class: "tray" }, this.choices, ...this.sliders.map(({ box }) => box));
    this.others = new OtherLevers(data);
    this.pinButton = h("button", { type: "button", click: () => this.pinThis() });
    this.reproduceButton = h("button", { type: "button", click: dialogs.reproduce });
    root.append(
      h("div", { class: "from" }, this.startHeading, this.starts),
      this.pin, this.turnHeading, this.tray,
      this.others.box,
      h("div", { class: "actions" }, this.pinButton, this.reproduceButton),
    );
    this.chosen = 0;
  }

  pinThis() {
    const { scene } = this;
    if (scene) scene.change({ pin: { ...scene.state.setting, levers: [...scene.state.setting.levers] } });
  }

  /**
   * @param {import("./data.js").Lever} lever
   * @param {number} n
   */
  slider(lever, n) {
    const id = `lever-${lever.name}`;
    const input = h("input", {
      type: "range", id, min: lever.low * PERCENT, max: lever.high * PERCENT, step: 1, input: () => this.turn(n),
    });
    const label = h("label", { for: id });
    const value = h("output", { for: id });
    const mark = h("span", { class: "mark", "aria-hidden": "true" });
    const [low, high] = [h("span"), h("span")];
    const choice = h("button", { type: "button", click: () => this.choose(n) });
    this.choices.append(choice);
    const box = h("div", { class: "lever" },
      h("div", { class: "head" }, label, value),
      h("div", { class: "rail" }, mark, input),
      h("div", { class: "ends", "aria-hidden": "true" }, low, high));
    return { box, input, label, value, mark, low, high, choice };
  }

  /** @param {number} n */
  turn(n) {
    const { scene } = this;
    if (!scene) return;
    const { setting } = scene.state;
    const own = scene.data.scenarios[setting.start].levers[n];
    const levers = [...setting.levers];
    levers[n] = snapped(Number(this.sliders[n].input.value) / PERCENT, own);
    scene.change({ setting: { ...setting, levers } });
  }

  /** @param {number} n the one that a phone shows */
  choose(n) {
    this.chosen = n;
    if (this.scene) this.update(this.scene);
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
    const { state, data } = scene;
    this.startHeading.textContent = scene.t("start_from");
    this.turnHeading.textContent = scene.t("turn");
    this.choices.setAttribute("aria-label", scene.t("turn"));
    this.writeStarts(scene);
    this.pin.textContent = scene.t("pinned", { name: scene.pinName() });
    this.pin.hidden = same(state.setting, state.pin);
    data.levers.forEach((lever, n) => this.write(scene, lever, n));
    this.pinButton.textContent = scene.t("pin");
    this.pinButton.disabled = same(state.setting, state.pin);
    this.reproduceButton.textContent = scene.t("reproduce");
    this.others.update(scene);
  }

  /** @param {Scene} scene */
  writeStarts(scene) {
    const { data, state } = scene;
    if (this.starts.children.length !== data.scenarios.length) {
      this.starts.replaceChildren(...data.scenarios.map((_, n) => h("button", {
        type: "button", click: () => this.scene?.change({ setting: asIs(data, n) }),
      })));
    }
    [...this.starts.children].forEach((button, n) => {
      button.textContent = scenarioName(data.scenarios[n], scene.language);
      button.setAttribute("aria-pressed", String(n === state.setting.start && scene.view.stored));
      button.classList.toggle("base", n === state.setting.start);
    });
  }

  /**
   * @param {Scene} scene
   * @param {import("./data.js").Lever} lever
   * @param {number} n
   */
  write(scene, lever, n) {
    const { input, label, value, mark, low, high, choice, box } = this.sliders[n];
    const at = scene.state.setting.levers[n];
    const pinned = scene.state.pin.levers[n];
    const text = valued(scene.language, SHARE, at);
    const along = (/** @type {number} */ share) => (share - lever.low) / (lever.high - lever.low);
    if (Number(input.value) !== Math.round(at * PERCENT)) input.value = String(at * PERCENT);
    input.style.setProperty("--at", String(along(at)));
    mark.style.setProperty("--at", String(along(pinned)));
    mark.hidden = same(scene.state.setting, scene.state.pin);
    label.textContent = scene.t(`lever_${lever.name}`);
    value.textContent = text;
    const also = scene.t("pinned_mark", { value: valued(scene.language, SHARE, pinned) });
    input.setAttribute("aria-valuetext", mark.hidden ? text : `${text}, ${also}`);
    low.textContent = scene.t(`lever_${lever.name}_low`);
    high.textContent = scene.t(`lever_${lever.name}_high`);
    choice.replaceChildren(scene.t(`lever_${lever.name}_short`), " ", h("b", {}, text));
    choice.setAttribute("aria-pressed", String(n === this.chosen));
    box.classList.toggle("chosen", n === this.chosen);
  }
}
