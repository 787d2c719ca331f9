// Levers beyond the three sliders: turned where a server makes exact runs, told as they are elsewhere.

import { otherValue, scenarioName } from "./answer.js";
import { h } from "./dom.js";
import { turnedAway } from "./setting.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./data.js").OtherLever} OtherLever */


export class OtherLevers {
  /**
   * @param {import("./data.js").Data} data
   */
  constructor(data) {
    this.data = data;
    /** @type {Scene | null} */
    this.scene = null;
    this.heading = h("summary");
    this.note = h("p", { class: "note" });
    this.rows = (data.turnable ?? []).map((lever) => this.row(lever));
    this.list = this.rows.length ? h("div", { class: "turnable" }, ...this.rows.map(({ box }) => box)) : h("dl");
    this.moved = h("p", { class: "note moved" });
    this.box = h("details", { class: "others" }, this.heading, this.moved, this.note, this.list);
  }

  /** @param {OtherLever} lever */
  row(lever) {
    const id = `other-${lever.name}`;
    const change = () => this.turn(lever, input.value);
    const input = /** @type {HTMLInputElement | HTMLSelectElement} */ (lever.choices.length
      ? h("select", { id, change }, ...lever.choices.map((choice) => h("option", { value: choice })))
      : h("input", { type: "range", id, min: lever.low, max: lever.high, step: lever.step, input: change }));
    const label = h("label", { for: id });
    const value = h("output", { for: id });
    const was = h("span", { class: "was" });
    const box = h("div", { class: "other" }, label, input, value, was);
    return { box, lever, input, label, value, was };
  }

  /**
   * @param {OtherLever} lever
   * @param {string} text
   */
  turn(lever, text) {
    const { scene } = this;
    if (!scene) return;
    const { setting } = scene.state;
    const scenario = this.data.scenarios[setting.start];
    const others = turnedAway(scenario, {
      ...setting.others, [lever.name]: lever.choices.length ? text : Number(text),
    });
    scene.change({ setting: { start: setting.start, levers: [...setting.levers], ...(others && { others }) } });
  }

  /**
   * What a scenario moves that no slider shows: the openness of its ministers.
   * @param {Scene} scene
   */
  writeMinister(scene) {
    const { start, others } = scene.state.setting;
    const [usual, own] = [0, start].map((n) => scene.data.scenarios[n].others.attitude);
    const value = others?.attitude ?? own;
    this.moved.hidden = value === usual;
    if (value === usual) return;
    const places = {
      value: otherValue(scene.language, "attitude", value), usual: otherValue(scene.language, "attitude", usual),
    };
    this.heading.prepend(h("b", { class: "minister" }, scene.t("minister", places)), " ");
    this.moved.textContent = scene.t("minister_moved");
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
    const { setting } = scene.state;
    const scenario = scene.data.scenarios[setting.start];
    const name = scenarioName(scenario, scene.language);
    this.heading.textContent = setting.others ? scene.t("others") : scene.t("others_held", { name });
    this.writeMinister(scene);
    this.note.textContent = scene.t(this.rows.length ? "others_exact" : "others_note");
    if (this.rows.length) this.rows.forEach((row) => write(scene, row));
    else {
      this.list.replaceChildren(...Object.entries(scenario.others).flatMap(([name, value]) => [
        h("dt", {}, scene.t(`other_${name}`)), h("dd", {}, otherValue(scene.language, name, value)),
      ]));
    }
  }
}

/**
 * @param {Scene} scene
 * @param {ReturnType<OtherLevers["row"]>} row
 */
function write(scene, { lever, input, label, value, was, box }) {
  const { setting } = scene.state;
  const own = scene.data.scenarios[setting.start].others[lever.name];
  const now = setting.others?.[lever.name] ?? own;
  label.textContent = scene.t(`other_${lever.name}`);
  if (input instanceof HTMLSelectElement) {
    for (const option of input.options) option.textContent = scene.t(`${lever.name}_${option.value}`);
  }
  if (input.value !== String(now)) input.value = String(now);
  value.textContent = otherValue(scene.language, lever.name, now);
  was.textContent = now === own ? "" : scene.t("other_turned", { own: otherValue(scene.language, lever.name, own) });
  if (input instanceof HTMLInputElement) {
    input.style.setProperty("--at", String((Number(now) - lever.low) / (lever.high - lever.low)));
    input.setAttribute("aria-valuetext", `${value.textContent} ${was.textContent}`.trim());
  }
  value.hidden = input instanceof HTMLSelectElement;
  box.classList.toggle("turned", now !== own);
}
