// Asks the server behind the page, where there is one, for exact runs of what is looked at.

import { same as sameSetting } from "./answer.js";
import { Runs } from "./runs.js";
import { settings } from "./reproduce.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Setting} Setting */
/** @typedef {{start: string, runs: number}} Served */
/** @typedef {{setting: Setting | null, timer: number, source: EventSource | null, trials: number}} Slot */

const RESTED = 400;
const AGAIN = 2000;
const MOST_KEPT = 60;

/** What the page is told by a server, or null where it is a file. @returns {Served | null} */
export function served() {
  const text = document.getElementById("served")?.textContent;
  return text ? JSON.parse(text) : null;
}

/**
 * An address of the server, with what lets us in.
 * @param {string} path
 * @param {[string, string][]} words
 * @returns {string}
 */
export function address(path, words) {
  const query = new URLSearchParams(words);
  const own = new URLSearchParams(location.search);
  for (const name of ["room", "key"]) if (own.has(name)) query.set(name, own.get(name) ?? "");
  return `${path}?${query}`;
}

export class Exact {
  /**
   * @param {Model} model
   * @param {() => void} changed called when there is more to show
   */
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.client = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join("");
    /** @type {Record<"setting" | "pin", Slot>} */
    this.slots = { setting: empty(), pin: empty() };
    this.lost = false;
    // a phone that slept may have missed that its connection ended
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.wake();
    });
  }

  /** @param {import("./scene.js").Scene} scene */
  update({ state, lesson }) {
    if (lesson) return; // its settings are stored
    this.want("setting", state.setting);
    this.want("pin", state.pin);
  }

  /**
   * @param {"setting" | "pin"} place
   * @param {Setting} setting
   */
  want(place, setting) {
    const slot = this.slots[place];
    const known = this.model.isStored(setting) || this.model.exactly(setting)?.complete;
    const other = place === "pin" && same(this.slots.setting.setting, setting);
    const wanted = known || other ? null : setting;
    if (same(slot.setting, wanted)) return;
    stop(slot);
    slot.setting = wanted;
    slot.trials = 0;
    if (wanted) slot.timer = window.setTimeout(() => this.ask(place), RESTED);
  }

  /** @param {"setting" | "pin"} place */
  ask(place) {
    const slot = this.slots[place];
    const { setting } = slot;
    stop(slot);
    if (!setting) return;
    const { data } = this.model;
    const source = new EventSource(address("api/runs", [
      ["client", `${this.client}.${place}`], ["start", data.scenarios[setting.start].name],
      ...settings(data, setting).map(([path, value]) => /** @type {[string, string]} */ (["set", `${path}=${value}`])),
    ]));
    slot.source = source;
    for (const name of ["runs", "progress"]) {
      source.addEventListener(name, (event) => this.hear(slot, setting, JSON.parse(event.data)));
    }
    for (const name of ["end", "failed", "replaced"]) source.addEventListener(name, () => source.close());
    source.addEventListener("error", () => this.fail(place, source));
  }

  /**
   * @param {Slot} slot
   * @param {Setting} setting
   * @param {Parameters<Runs["add"]>[0]} told
   */
  hear(slot, setting, told) {
    slot.trials = 0;
    this.lost = false;
    const { exact, data } = this.model;
    const key = this.model.key(setting);
    const runs = exact.get(key) ?? new Runs(data.runs);
    exact.delete(key);
    exact.set(key, runs);
    for (const old of [...exact.keys()].slice(0, Math.max(0, exact.size - MOST_KEPT))) exact.delete(old);
    runs.add(told);
    this.changed();
  }

  /**
   * The browser tries again by itself, except after a refusal.
   * @param {"setting" | "pin"} place
   * @param {EventSource} source
   */
  fail(place, source) {
    const slot = this.slots[place];
    if (slot.source !== source) return;
    slot.trials += 1;
    this.lost = slot.trials > 1;
    if (source.readyState === EventSource.CLOSED) {
      slot.timer = window.setTimeout(() => this.ask(place), AGAIN * Math.min(8, slot.trials));
    }
    this.changed();
  }

  wake() {
    for (const place of /** @type {const} */ (["setting", "pin"])) {
      const { setting, source } = this.slots[place];
      if (setting && source && !this.model.exactly(setting)?.complete) this.ask(place);
    }
  }
}

/** @returns {Slot} */
const empty = () => ({ setting: null, timer: 0, source: null, trials: 0 });

/** @param {Slot} slot */
function stop(slot) {
  clearTimeout(slot.timer);
  slot.source?.close();
  slot.source = null;
}

/**
 * @param {Setting | null} one
 * @param {Setting | null} other
 * @returns {boolean}
 */
const same = (one, other) => one === other || (one !== null && other !== null && sameSetting(one, other));
