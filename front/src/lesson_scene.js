// What a step of a story shows: which case, beside which, and the sentence above it.

import { beside, least, verdictOf } from "./certainty.js";
import { between, finer, formOf, sideBySide, signed, sized, valued } from "./format.js";
import { glossed } from "./gloss.js";
import { labelsBeside } from "./lesson_cases.js";
import { told } from "./lesson_stories.js";
import { STEPS, storyOf } from "./lesson_state.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Language} Language */
/** @typedef {import("./lesson_cases.js").Cases} Cases */
/** @typedef {import("./lesson_cases.js").Reading} Reading */
/** @typedef {import("./lesson_state.js").LessonState} LessonState */
/** @typedef {import("./scene.js").Scene} Scene */

/** A lesson at a step, with the cases that it shows. */
export class Told {
  /**
   * @param {Cases} cases
   * @param {LessonState} lesson
   */
  constructor(cases, lesson) {
    this.cases = cases;
    this.lesson = lesson;
    this.story = storyOf(lesson.story);
    this.step = STEPS[lesson.step];
    const begins = lesson.step < 2;
    this.shown = begins ? this.story.play : lesson.stop;
    this.beside = begins ? (lesson.step === 1 && this.story.beside) || this.shown : this.story.base;
    this.pinned = this.of(this.beside);
    const view = this.of(this.shown);
    this.view = Object.assign(Object.create(view), { labels: labelsBeside(view, this.pinned) });
  }

  /**
   * @param {string} name of a case
   * @param {Reading} [reading]
   */
  of(name, reading = this.lesson.reading) {
    return this.cases.view(reading, name);
  }

  /**
   * A case in a word or two.
   * @param {string} name
   * @param {Language} language
   * @returns {string}
   */
  named(name, language) {
    const own = this.story.short?.[name];
    return own ? told(language, own) : say(language, `case_${name}`);
  }

  organizations() {
    return this.cases.organizations(this.lesson.reading, this.shown);
  }

  /** What is compared: the case beside and the one shown, or that alone. */
  both() {
    return [...new Set([this.beside, this.shown])].map((name) => this.cases.packed(this.lesson.reading, name));
  }

  /**
   * The setting of the laboratory that is the case shown; none where the page has not its scenario.
   * @returns {import("./model.js").Setting | null}
   */
  forLaboratory() {
    const { scenario, levers } = this.cases.packed(this.lesson.reading, this.shown);
    const start = this.cases.model.named(scenario);
    return start < 0 ? null : { start, levers: [...levers] };
  }

  /** What a step leaves of the state: before the vote nothing but the beginning is seen. */
  seen() {
    const seen = { setting: this.view.setting, pin: this.pinned.setting };
    if (this.step === "predict") {
      return { ...seen, year: 0, organization: null, view: /** @type {const} */ ("organizations") };
    }
    return this.step === "play" ? { ...seen, view: /** @type {const} */ ("organizations") } : seen;
  }
}

/**
 * Numbers as a story writes them.
 * @param {Language} language
 * @returns {import("./lesson_stories.js").Write}
 */
export const writer = (language) => ({
  value: (measure, value) => precise(language, measure, value),
  signed: (measure, value) => signed(language, measure, value),
  size: (measure, value) => sized(language, measure, value),
  range: (measure, told) => {
    const ends = range(language, measure, told);
    const verdict = verdictOf(told, least(measure, 0));
    return ["more", "less"].includes(verdict) ? ends : say(language, `range_${verdict}`, { range: ends });
  },
});

/**
 * A value beside which a difference stands: as many decimals on a scale from 0 to 1 as the difference has.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @returns {string}
 */
const precise = (language, measure, value) =>
  formOf(measure) === ".2f" ? finer(language, measure, value) : valued(language, measure, value);

/**
 * Two values and their difference, so that what the eye subtracts is what is written.
 * @param {Language} language
 * @param {string} measure
 * @param {number[]} values
 * @param {boolean} [differ]
 * @returns {string[]}
 */
export const shownBeside = (language, measure, values, differ = false) =>
  formOf(measure) === ".2f" ? values.map((value) => finer(language, measure, value))
    : sideBySide(language, measure, values, differ);

/**
 * The first of two numbers with the same unit, which the second says.
 * @param {string} text
 * @returns {string}
 */
export const bare = (text) => text.replace(/\u00a0points$/, "");

/**
 * @param {Language} language
 * @param {string} measure
 * @param {{low: number, high: number}} bounds
 * @returns {string}
 */
export const range = (language, measure, bounds) => {
  const [low, high] = between(language, measure, bounds);
  return say(language, "range", { low: bare(low), high });
};

/**
 * What came out, in numbers.
 * @param {Told} lesson
 * @param {Language} language
 * @returns {string}
 */
export function found(lesson, language) {
  const { story } = lesson;
  return told(language, story.found, story.numbers((name) => lesson.of(name), writer(language)));
}

/**
 * What the lever showed besides, where a story has it.
 * @param {Told} lesson
 * @param {Language} language
 * @returns {string}
 */
const further = (lesson, language) => lesson.story.further
  ? told(language, lesson.story.further, lesson.story.numbers((name) => lesson.of(name), writer(language)))
  : "";

/**
 * Where an option of the vote begins and ends.
 * @param {import("./lesson_stories.js").Story} story
 * @param {number} option
 * @param {Language} language
 * @returns {string}
 */
export const sizeOf = (story, option, language) =>
  told(language, story.sizes[option], story.cuts(writer(language)));

/**
 * Of how many runs the numbers of a sentence are, where it has some.
 * @param {Told} lesson
 * @param {Scene} scene
 * @returns {string}
 */
export function basis(lesson, scene) {
  const { step, shown, story } = lesson;
  const numbers = step === "turn" ? shown !== story.base : step !== "compare" && revealed(lesson, scene);
  const ranges = step === "turn" || story.found.en.includes("range}");
  return numbers ? scene.t(ranges ? "lesson_basis" : "lesson_means", { runs: scene.data.runs }) : "";
}

/**
 * Whether the years have gone by, so that what the runs say may be seen.
 * @param {Told} lesson
 * @param {Scene} scene
 * @returns {boolean}
 */
export const revealed = (lesson, scene) =>
  lesson.lesson.step > 1 || (lesson.step === "play" && scene.state.year === scene.data.years.length - 1);

/**
 * The options that the runs choose: more than one where they cannot tell between them.
 * @param {Told} lesson
 * @returns {number[]}
 */
export function rightOf(lesson) {
  const of = (/** @type {string} */ name) => lesson.of(name);
  return lesson.story.among?.(of) ?? [lesson.story.outcome(of)];
}

/**
 * Why the arrow goes sideways, told in the first story: what the ministry knows, which is not orientation.
 * @param {Told} lesson
 * @param {Language} language
 * @returns {string}
 */
export function sideways({ view, story }, language) {
  if (story.name !== "drift") return "";
  const [before, after] = [0, view.model.data.years.length - 1].map((year) => view.at("tie_mean", year).mean);
  const moved = after - before;
  const way = Math.abs(moved) < least("tie_mean", 0) ? "same" : moved > 0 ? "nearer" : "farther";
  const [from, to] = [before, after].map((value) => valued(language, "tie_mean", value));
  return say(language, `sideways_${way}`, { before: from, after: to });
}

/**
 * What is heard besides the sentence once it may be: the option that the runs choose.
 * @param {Scene} scene
 * @returns {string}
 */
export function heard(scene) {
  const { lesson } = scene;
  if (lesson?.step !== "play" || !revealed(lesson, scene)) return "";
  const options = rightOf(lesson).map((n) => told(scene.language, lesson.story.options[n]));
  return ` ${scene.t("vote_runs")}: ${options.join("; ")}.`;
}

/**
 * The sentence above a step; what is between ** is bold.
 * @param {Told} lesson
 * @param {Scene} scene
 * @returns {string}
 */
export function sentence(lesson, scene) {
  const { story } = lesson;
  const { language } = scene;
  switch (lesson.step) {
    case "predict": return told(language, story.situation);
    case "play": return revealed(lesson, scene) ? found(lesson, language) : told(language, story.watch);
    case "turn": return turned(lesson, scene);
    case "compare": return lesson.shown === story.base ? scene.t("turn_none") : scene.t("compare_lead", {
      stop: lesson.named(lesson.shown, language), base: scene.pinName(), runs: scene.data.runs,
    });
    default: return [found(lesson, language), further(lesson, language)].filter(Boolean).join(" ");
  }
}

/**
 * @param {Told} lesson
 * @param {Scene} scene
 * @returns {string}
 */
function turned({ story, shown, view, pinned }, scene) {
  if (shown === story.base) {
    const measures = story.headlines.map((measure) => glossed(scene, measure, `**${scene.t(`measure_${measure}`)}**`))
      .join(", ");
    return scene.t("turn_first", { name: scene.pinName(), measures });
  }
  return story.headlines.map((measure) => {
    const verdict = beside(view, pinned, measure);
    const told = ["more", "less"].includes(verdict);
    const ends = [view.final(measure), pinned.final(measure)];
    const [value, base] = shownBeside(scene.language, measure, ends, told);
    return scene.t(told ? "turn_more" : `turn_${verdict}`, {
      measure: glossed(scene, measure), value, base,
      range: range(scene.language, measure, view.less(pinned, measure)),
    });
  }).join(" ");
}
