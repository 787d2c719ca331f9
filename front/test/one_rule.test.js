// The sentence, the comparison and the table call a difference by one rule.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lead } from "../src/answer.js";
import { OF_NEED } from "../src/certainty.js";
import { Cases } from "../src/lesson_cases.js";
import { wordOf } from "../src/lesson_compare.js";
import { sentence } from "../src/lesson_scene.js";
import { begun, READINGS, STEPS } from "../src/lesson_state.js";
import { STORIES } from "../src/lesson_stories.js";
import { statuses, verdict } from "../src/newcomers.js";
import { Scene } from "../src/scene.js";
import { asIs, initial } from "../src/state.js";
import { difference } from "../src/table.js";
import { data, model } from "./stored.js";

const LANGUAGES = /** @type {const} */ (["en", "fr"]);
const cases = new Cases(model);
const SAID = {
  en: { hardly: "hardly any difference", untold: "cannot tell" },
  fr: { hardly: "presque aucun écart", untold: "ne tranchent pas" },
};

/** Every story with its lever turned. @param {"en" | "fr"} language @returns {Scene[]} */
const turned = (language) => STORIES.flatMap(({ name, stops, base }) => READINGS.flatMap((reading) =>
  stops.filter((stop) => stop !== base).map((stop) => new Scene(model, {
    ...initial(data, language), lesson: { ...begun(name), reading, stop, step: STEPS.indexOf("turn") },
  }, () => {}, cases))));

/** Scenarios beside the first. @param {"en" | "fr"} language @returns {Scene[]} */
const laboratory = (language) => data.scenarios.map((_, n) =>
  new Scene(model, { ...initial(data, language), setting: asIs(data, n) }, () => {}, cases)).slice(1);

/** What the table says. @param {Scene} scene @param {string} measure */
const inTable = (scene, measure) => {
  const text = difference(scene, measure);
  return text === scene.t("hardly") ? "hardly" : text === scene.t("untold") ? "untold" : "told";
};

test("the table says of each measure what the sentence beside it says", () => {
  let compared = 0;
  for (const language of LANGUAGES) {
    for (const scene of turned(language)) {
      assert.ok(scene.lesson);
      const { headlines } = scene.lesson.story;
      const sentences = sentence(scene.lesson, scene).split(/\. (?=[A-Z])|\.$/).filter(Boolean);
      headlines.forEach((measure, n) => {
        if (!data.measures.includes(measure)) return; // of the lesson alone: not in the table
        const own = Object.entries(SAID[language]).find(([, words]) => sentences[n].includes(words));
        assert.equal(inTable(scene, measure), own?.[0] ?? "told", `${scene.lesson?.story.name} ${sentences[n]}`);
        compared += 1;
      });
    }
  }
  assert.ok(compared > 50);
});

test("the table says what the comparison says, and in the laboratory what the answer says", () => {
  for (const scene of turned("en")) {
    const { lesson } = scene;
    assert.ok(lesson);
    for (const measure of lesson.story.rows.filter((each) => data.measures.includes(each))) {
      const word = wordOf(lesson.view, lesson.of(lesson.story.base), measure);
      assert.equal(inTable(scene, measure), ["hardly", "untold"].includes(word) ? word : "told", measure);
    }
  }
  for (const scene of laboratory("en")) {
    const own = lead(scene.view.less(scene.pinned, "identity_mean"));
    const word = { answer_hardly: "hardly", answer_same: "untold" }[own] ?? "told";
    assert.equal(inTable(scene, "identity_mean"), word, scene.view.model.data.scenarios[scene.state.setting.start].name);
  }
});

test("newcomers are told by the size that the page states", () => {
  for (const scene of [...turned("en"), ...laboratory("en")]) {
    assert.match(scene.t("newcomers_lead"), /within 0\.001 there is hardly any difference/);
    for (const status of statuses(data)) {
      const { low, high } = scene.view.less(scene.pinned, `need:${status}`);
      const small = Math.round(1000 * Math.max(-low, high)) / 1000 <= OF_NEED;
      const said = small ? "hardly" : low <= 0 && high >= 0 ? "untold" : high < 0 ? "gain" : "lose";
      assert.equal(verdict(scene, status), said, status);
    }
  }
});

test("the door, back to the usual ministers, hardly moves orientation, in sentence and table", () => {
  const [scene] = turned("en").filter(({ lesson }) => lesson?.story.name === "door" && lesson.shown === "quo"
    && lesson.lesson.reading === "thesis");
  assert.equal(difference(scene, "identity_mean"), "hardly any difference");
});
