// The stored runs of the lesson: each case in two readings, as `python -m studies.page_data.lesson` stores them.

import { beside } from "./certainty.js";
import { bytesOf, Organizations } from "./data.js";
import { View } from "./model.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").LessonCase} LessonCase */
/** @typedef {import("./data.js").Scale} Scale */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {"thesis" | "prior"} Reading */

const HALF = 0.5;

/** A case with what its runs gave, the page's measures and those that the stories tell besides. */
export class CaseView extends View {
  /**
   * @param {Model} model
   * @param {LessonCase} packed
   */
  constructor(model, packed) {
    const { bands, runs, extras } = model.data.lesson.scales;
    const start = Math.max(0, model.named(packed.scenario));
    const setting = { start, levers: packed.levers, case: packed.name, reading: packed.reading };
    super(model, setting, whole(packed.bands, bands), whole(packed.runs, runs), null);
    this.extras = whole(packed.extras, extras);
    this.frozen = packed.frozen;
    this.labels = {};
  }

  /**
   * @override
   * @param {string} name
   * @returns {number[]}
   */
  runs(name) {
    const { runs, lesson } = this.model.data;
    const n = lesson.extras.indexOf(name);
    if (n < 0) return super.runs(name);
    return Array.from({ length: runs }, (_, run) => this.extras[run * lesson.extras.length + n]);
  }

  /**
   * Mean over runs in which choices stay frozen as they stood when the scenario began.
   * @param {string} name
   * @returns {number}
   */
  still(name) {
    const { finals, lesson } = this.model.data;
    return this.frozen[[...finals, ...lesson.extras].indexOf(name)];
  }
}

/**
 * Whether a difference is set by the scenario: more than half of it is there with choices frozen as they stood. A
 * measure that freezing holds still is made of what is frozen, and is not told.
 * @param {CaseView} view
 * @param {CaseView} base
 * @param {string} measure
 * @returns {boolean}
 */
export function isSet(view, base, measure) {
  if (!["more", "less"].includes(beside(view, base, measure))) return false;
  return (view.still(measure) - base.still(measure)) / view.less(base, measure).mean > HALF;
}

/**
 * What the scenario sets of a case's differences from another.
 * @param {CaseView} view
 * @param {CaseView} base
 * @returns {Record<string, "set">}
 */
export function labelsBeside(view, base) {
  const { measures } = view.model.data;
  const set = measures.filter((measure) => isSet(view, base, measure));
  return Object.fromEntries(set.map((measure) => [measure, "set"]));
}

/**
 * Numbers stored as whole steps of their own scale, scale after scale.
 * @param {string} text
 * @param {Scale} scale
 * @returns {Float64Array}
 */
function whole(text, { low, step }) {
  const view = new DataView(bytesOf(text));
  return Float64Array.from({ length: view.byteLength / 2 }, (_, i) => {
    const n = i % low.length;
    return low[n] + view.getUint16(2 * i, true) * step[n];
  });
}

/** The cases, unpacked when they are asked for. */
export class Cases {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Map<string, CaseView>} */
    this.views = new Map();
    /** @type {Map<string, Organizations>} */
    this.kept = new Map();
  }

  /**
   * @param {Reading} reading
   * @param {string} name
   * @returns {LessonCase}
   */
  packed(reading, name) {
    const found = this.model.data.lesson.cases.find((each) => each.reading === reading && each.name === name);
    if (!found) throw new Error(`no case ${name} in ${reading}`);
    return found;
  }

  /**
   * @param {Reading} reading
   * @param {string} name
   * @returns {CaseView}
   */
  view(reading, name) {
    const key = `${reading} ${name}`;
    const known = this.views.get(key);
    if (known) return known;
    const made = new CaseView(this.model, this.packed(reading, name));
    this.views.set(key, made);
    return made;
  }

  /**
   * @param {Reading} reading
   * @param {string} name
   * @returns {Organizations}
   */
  organizations(reading, name) {
    const shown = this.packed(reading, name);
    if (!shown.organizations) return this.model.organizations(this.model.named(shown.scenario));
    const key = `${reading} ${shown.name}`;
    const known = this.kept.get(key);
    if (known) return known;
    const made = new Organizations(shown.organizations);
    this.kept.set(key, made);
    return made;
  }
}
