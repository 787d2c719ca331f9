// The lesson on the page: a bar with stories, steps and readings, and what each step asks for.

import { bold, h } from "./dom.js";
import { comparison } from "./lesson_compare.js";
import { revealed, sideways } from "./lesson_scene.js";
import { atStep, begun, readAs, READINGS, STEPS } from "./lesson_state.js";
import { STORIES, told } from "./lesson_stories.js";
import { ballot, result } from "./lesson_votes.js";

/** @typedef {import("./lesson_scene.js").Told} Told */
/** @typedef {import("./lesson_state.js").LessonState} LessonState */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./state.js").State} State */
/**
 * @typedef {object} Hands what the lesson asks of the page
 * @property {import("./lesson_votes.js").Ballot} cast
 * @property {() => import("./room_votes.js").RoomVotes | null} room behind a server
 * @property {() => void} play
 * @property {() => void} reproduce
 */

const NARROW = 720;

export class Lesson {
  /**
   * @param {{chooser: HTMLElement, bar: HTMLElement, panel: HTMLElement, sheet: HTMLElement, main: HTMLElement}} places
   * @param {Hands} hands
   */
  constructor(places, hands) {
    this.places = places;
    this.hands = hands;
    /** @type {Scene | null} */
    this.scene = null;
    this.stories = h("select", { id: "lesson-story", change: () => this.change(begun(this.stories.value)) });
    this.storiesLabel = h("label", { for: "lesson-story", class: "sr" });
    this.steps = STEPS.map((step, n) =>
      h("button", { type: "button", id: `step-${step}`, click: () => this.go(n) }));
    this.list = h("ol", { class: "steps" }, ...this.steps.map((button) => h("li", {}, button)));
    this.readings = READINGS.map((reading) =>
      h("button", { type: "button", id: `reading-${reading}`, click: () => this.read(reading) }));
    this.group = h("div", { class: "reading", role: "group" }, ...this.readings);
    places.chooser.append(this.storiesLabel, this.stories);
    places.bar.append(this.list, this.group);
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
    const { chooser, bar, panel, sheet, main } = this.places;
    const { lesson } = scene;
    [chooser, bar, panel].forEach((place) => { place.hidden = !lesson; });
    main.dataset.step = lesson ? lesson.step : "none";
    sheet.hidden = !lesson || lesson.lesson.step < 3 || (lesson.step === "compare" && lesson.shown === lesson.beside);
    if (!lesson) return;
    this.writeBar(scene, lesson);
    refilled(panel, this.panel(scene, lesson));
    if (!sheet.hidden) refilled(sheet, this.sheet(scene, lesson));
  }

  /**
   * @param {LessonState} lesson
   * @param {Partial<State>} [more]
   */
  change(lesson, more = {}) {
    this.scene?.change({ year: 0, organization: null, ...more, lesson });
  }

  /** @param {Partial<LessonState>} part */
  turn(part) {
    const { lesson } = this.scene?.state ?? {};
    if (lesson) this.scene?.change({ lesson: { ...lesson, ...part } });
    toThePicture();
  }

  /** @param {LessonState["reading"]} reading */
  read(reading) {
    const { lesson } = this.scene?.state ?? {};
    if (lesson) this.scene?.change({ lesson: readAs(lesson, reading) });
  }

  /**
   * @param {number} step
   * @param {LessonState["reading"]} [reading]
   */
  go(step, reading) {
    const { scene } = this;
    const { lesson } = scene?.state ?? {};
    if (!scene || !lesson) return;
    const { panel } = this.places;
    const inside = panel.contains(document.activeElement);
    scene.change(atStep(readAs(lesson, reading ?? lesson.reading), step, scene.data.years.length - 1));
    if (inside) requestAnimationFrame(() => panel.querySelector("h2")?.focus());
  }

  /** After a story's end: the same in all that is plausible; then the next story, or the first again. */
  next() {
    const { lesson } = this.scene?.state ?? {};
    if (lesson?.reading === "thesis") {
      this.go(1, "prior");
      return;
    }
    const n = STORIES.findIndex(({ name }) => name === this.scene?.state.lesson?.story);
    this.change(begun(STORIES[(n + 1) % STORIES.length].name));
    requestAnimationFrame(() => this.places.panel.querySelector("h2")?.focus());
  }

  /**
   * @param {Scene} scene
   * @param {Told} lesson
   */
  writeBar(scene, lesson) {
    this.places.bar.setAttribute("aria-label", scene.t("lesson_bar"));
    this.storiesLabel.textContent = scene.t("lesson_story");
    this.stories.replaceChildren(...STORIES.map(({ name, title }, n) => h("option", { value: name },
      scene.t("lesson_number", { n: n + 1, title: told(scene.language, title) }))));
    this.stories.value = lesson.story.name;
    this.list.setAttribute("aria-label", scene.t("lesson_steps"));
    this.steps.forEach((button, n) => {
      const number = h("b", {}, String(n + 1), h("small", {}, `/${STEPS.length}`)); // of how many: on phones
      button.replaceChildren(number, h("span", {}, scene.t(`step_${STEPS[n]}`)));
      if (n === lesson.lesson.step) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    this.group.setAttribute("aria-label", scene.t("lesson_reading"));
    this.readings.forEach((button, n) => {
      button.textContent = scene.t(`reading_${READINGS[n]}`);
      button.setAttribute("aria-pressed", String(READINGS[n] === lesson.lesson.reading));
    });
  }

  /**
   * @param {Scene} scene
   * @param {Told} lesson
   * @returns {HTMLElement[]}
   */
  panel(scene, lesson) {
    const { story } = lesson;
    const note = h("p", { class: "note" }, scene.t(`reading_note_${lesson.lesson.reading}`));
    const heading = (/** @type {string} */ text) => h("h2", { tabindex: -1, id: "lesson-heading" }, text);
    const asked = heading(told(scene.language, story.ask));
    switch (lesson.step) {
      case "predict": {
        const { cast, room } = this.hands;
        return [asked, ...ballot(lesson, scene, cast, room()), this.way(scene, lesson)];
      }
      case "play": {
        const shown = revealed(lesson, scene);
        const play = h("button", { type: "button", id: "lesson-play", class: "primary", click: () => {
          this.hands.play();
          toThePicture();
        } },
          scene.t("lesson_play"));
        const other = lesson.lesson.reading === "prior" && !shown
          ? [h("p", { class: "note" }, scene.t("reading_begins"))] : [];
        return [asked, ...result(lesson, scene, shown), ...other, ...aside(lesson, scene, shown),
          this.way(scene, lesson, shown ? null : play)];
      }
      case "discuss": return [heading(scene.t("vote_said")), ...result(lesson, scene, true), this.way(scene, lesson)];
      default: {
        const how = h("p", { class: "note" }, scene.t("turn_how", { name: scene.pinName() }));
        const also = story.caution?.[lesson.shown];
        const caution = also ? [h("p", { class: "note caution" }, told(scene.language, also))] : [];
        return [heading(told(scene.language, story.lever)), this.lever(scene, lesson),
          ...(lesson.step === "turn" ? [...caution, how] : []), note, this.way(scene, lesson)];
      }
    }
  }

  /**
   * The lever, at the stops where runs are stored.
   * @param {Scene} scene
   * @param {Told} lesson
   * @returns {HTMLElement}
   */
  lever(scene, lesson) {
    const { story, shown, step } = lesson;
    const stops = story.stops.map((stop) => h("label", { class: stop === shown ? "stop chosen" : "stop" },
      h("input", {
        type: "radio", name: "stop", id: `stop-${stop}`, value: stop, checked: stop === shown,
        change: () => this.turn({ stop }),
      }), h("span", { class: step === "turn" ? "long" : "" }, told(scene.language, story.names[stop])),
      step === "turn" ? h("span", { class: "short" }, lesson.named(stop, scene.language)) : null));
    return h("fieldset", {}, h("legend", { class: "sr" }, told(scene.language, story.lever)), ...stops);
  }

  /**
   * @param {Scene} scene
   * @param {Told} lesson
   * @returns {HTMLElement[]}
   */
  sheet(scene, lesson) {
    if (lesson.step === "compare") {
      const reproduce = h("button", { type: "button", id: "lesson-reproduce", click: this.hands.reproduce },
        scene.t("reproduce"));
      return comparison(lesson, scene, reproduce, () => this.read("prior"));
    }
    const { story } = lesson;
    const asked = story.prompts.filter(({ both }) => !both || lesson.lesson.both);
    return [
      h("h2", {}, scene.t("discuss_honest")),
      h("p", { class: "honest" }, ...bold(told(scene.language, story.honest[lesson.lesson.reading]))),
      h("h2", {}, scene.t("discuss_prompts")),
      h("ol", { class: "prompts" }, ...asked.map((prompt) => h("li", {}, told(scene.language, prompt)))),
    ];
  }

  /**
   * Back and on; before the latter, what the step asks for first.
   * @param {Scene} scene
   * @param {Told} lesson
   * @param {HTMLElement | null} [first]
   * @returns {HTMLElement}
   */
  way(scene, { step: name, shown, story, lesson: { step, reading } }, first = null) {
    const last = step === STEPS.length - 1;
    const next = !last ? STEPS[step + 1] : reading === "thesis" ? "prior" : "story";
    const back = h("button", {
      type: "button", id: "lesson-back", disabled: step === 0, click: () => this.go(step - 1),
    }, scene.t("lesson_back"));
    const on = h("button", {
      type: "button", id: "lesson-next", class: name === "turn" && shown === story.base ? "" : "primary",
      click: () => (last ? this.next() : this.go(step + 1)),
    }, scene.t(`lesson_next_${next}`));
    return h("div", { class: "way" }, back, first ?? on);
  }
}

/**
 * What the way of the arrow sideways means, once it is seen.
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {boolean} shown
 * @returns {HTMLElement[]}
 */
function aside(lesson, scene, shown) {
  const words = shown ? sideways(lesson, scene.language) : "";
  return words ? [h("p", { class: "note", id: "sideways" }, words)] : [];
}

/** On a phone the picture is above what plays it: bring it back into sight, where the lever leaves it none. */
function toThePicture() {
  const frame = document.querySelector(".frame")?.getBoundingClientRect();
  const bar = document.querySelector("[data-step=turn] fieldset")?.getBoundingClientRect();
  if (innerWidth >= NARROW || !frame) return;
  if (frame.top < 0 || frame.bottom > (bar?.top ?? innerHeight)) {
    document.querySelector(".centre")?.scrollIntoView({ block: "start" });
  }
}

/**
 * Fill a place anew; what had the focus has it still, or the way on in its place.
 * @param {HTMLElement} place
 * @param {HTMLElement[]} children
 */
function refilled(place, children) {
  const held = place.contains(document.activeElement) ? document.activeElement?.id : "";
  place.replaceChildren(...children);
  if (held) (document.getElementById(held) ?? document.getElementById("lesson-next"))?.focus({ preventScroll: true });
}
