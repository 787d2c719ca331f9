// The data of the page, as `python -m studies.page_data` stores them, and the numbers in them.

/**
 * @typedef {"en" | "fr"} Language
 * @typedef {{name: string, path: string, low: number, high: number, power: number}} Lever
 * @typedef {{kind: "u1" | "u2", step: number, data: string}} PackedColumn
 * @typedef {object} PackedOrganizations
 * @property {string[]} names
 * @property {string[]} archetypes
 * @property {string[]} places
 * @property {[number, number]} cuts below the first they call themselves providers, above the second partners
 * @property {Record<string, PackedColumn>} columns
 * @typedef {object} Scenario
 * @property {string} name
 * @property {Record<Language, string>} title
 * @property {Record<Language, string>} question
 * @property {number[]} levers
 * @property {number} agreements of the money that is not for the mission, the share of agreements
 * @property {Record<string, "set" | "response">} labels
 * @property {Record<string, number | string>} others levers that no slider turns
 * @property {string} bands
 * @property {string} runs
 * @property {PackedOrganizations} organizations
 * @property {boolean} [own] a user's, whose runs the server made
 * @typedef {object} OtherLever a lever besides the sliders, where a server makes its runs
 * @property {string} name
 * @property {string} path
 * @property {number} low
 * @property {number} high
 * @property {number} step
 * @property {string[]} choices
 * @typedef {object} PackedEmulator
 * @property {number} outputs
 * @property {number} components
 * @property {string} rotation
 * @property {{surface: string, lengths: string, weights: string, points: string}[]} scenarios
 * @typedef {object} PackedEmulators without any where all scenarios are a user's own
 * @property {PackedEmulator | null} bands
 * @property {PackedEmulator | null} runs
 * @property {string[]} errors
 * @property {string[]} run_errors
 * @typedef {object} Data
 * @property {number} seed
 * @property {number} runs
 * @property {number} shown number of the run whose organisations are stored
 * @property {number} student quantile of Student's t for a 95 % interval over the runs, as Python has it
 * @property {number[]} years
 * @property {string[]} measures
 * @property {string[]} finals
 * @property {Lever[]} levers
 * @property {OtherLever[]} [turnable] of a served page alone
 * @property {Scenario[]} scenarios
 * @property {PackedEmulators} emulator
 * @property {Lesson} lesson
 * @typedef {{low: number[], step: number[]}} Scale
 * @typedef {object} LessonCase a setting of the lesson under a reading
 * @property {string} name
 * @property {"thesis" | "prior"} reading
 * @property {string} scenario
 * @property {string[]} sets
 * @property {number[]} levers
 * @property {string} bands
 * @property {string} runs
 * @property {string} extras
 * @property {number[]} frozen means of finals, then of extras, with choices frozen as they stood at the beginning
 * @property {PackedOrganizations | null} organizations null: those of the page's scenario
 * @typedef {object} Lesson
 * @property {string[]} extras what is kept of a run besides `finals`
 * @property {{bands: Scale, runs: Scale, extras: Scale}} scales
 * @property {LessonCase[]} cases
 */

/**
 * Bytes of a base64 text, alone in their memory.
 * @param {string} text
 * @returns {ArrayBuffer}
 */
export function bytesOf(text) {
  const raw = atob(text);
  const result = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) result[i] = raw.charCodeAt(i);
  return result.buffer;
}

/**
 * Single-precision numbers, little-endian whatever the machine's order.
 * @param {string} text
 * @returns {Float64Array}
 */
export function floats(text) {
  const view = new DataView(bytesOf(text));
  return Float64Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/**
 * A column of organisations (years x organisations).
 * @param {PackedColumn} column
 * @returns {Float64Array}
 */
export function unpackColumn(column) {
  const view = new DataView(bytesOf(column.data));
  if (column.kind === "u1") {
    return Float64Array.from({ length: view.byteLength }, (_, i) => view.getUint8(i) * column.step);
  }
  const length = view.byteLength / 2;
  return Float64Array.from({ length }, (_, i) => view.getUint16(2 * i, true) * column.step);
}

/**
 * @typedef {object} Organization one organisation in one year
 * @property {string} name
 * @property {string} archetype
 * @property {string} place
 * @property {boolean} alive
 * @property {boolean} seat
 * @property {boolean} access
 * @property {"provider" | "between" | "partner"} perception
 * @property {Record<string, number>} value
 */

const ALIVE = 1;
const SEAT = 2;
const ACCESS = 4;

/** The organisations of one run of a scenario, year by year. */
export class Organizations {
  /** @param {PackedOrganizations} packed */
  constructor(packed) {
    this.packed = packed;
    this.count = packed.names.length;
    /** @type {Record<string, Float64Array>} */
    this.columns = {};
    for (const [name, column] of Object.entries(packed.columns)) this.columns[name] = unpackColumn(column);
  }

  /**
   * @param {number} year counted from the year before the scenario
   * @param {number} n number of the organisation
   * @returns {Organization}
   */
  at(year, n) {
    const here = year * this.count + n;
    /** @type {Record<string, number>} */
    const value = {};
    for (const [name, column] of Object.entries(this.columns)) value[name] = column[here];
    const [low, high] = this.packed.cuts;
    const self = value.self_perception;
    return {
      name: this.packed.names[n],
      archetype: this.packed.archetypes[n],
      place: this.packed.places[n],
      alive: (value.flags & ALIVE) > 0,
      seat: (value.flags & SEAT) > 0,
      access: (value.flags & ACCESS) > 0,
      perception: self < low ? "provider" : self > high ? "partner" : "between",
      value,
    };
  }

  /**
   * All of a year, those that are closed or not yet founded too.
   * @param {number} year
   * @returns {Organization[]}
   */
  year(year) {
    return Array.from({ length: this.count }, (_, n) => this.at(year, n));
  }
}

/**
 * Whether it bears a letter, A to J: one of the ten whose like the thesis tells of.
 * @param {{name: string}} organization
 * @returns {boolean}
 */
export const lettered = ({ name }) => /^[A-J]$/.test(name);
