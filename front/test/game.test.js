import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { FORMS, inYear, moved, overYears, told } from "../src/game/numbers.js";
import { shareOfAll } from "../src/game/posts.js";
import { agreed, coloured, worlds } from "../src/game/reveal.js";
import { say, WORDS } from "../src/game/words.js";

const folder = new URL("../src/game/", import.meta.url);
const source = readdirSync(folder).filter((name) => name !== "words.js")
  .map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
const places = (/** @type {string} */ text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every text has the same places in both languages", () => {
  for (const [key, { en, fr }] of Object.entries(WORDS)) assert.deepEqual(places(en), places(fr), key);
});

test("every text that is said is there, and every text there is said", () => {
  const said = new Set([...source.matchAll(/"([a-z_]+)"/g)].map(([, word]) => word));
  const called = [...source.matchAll(/\bt\("([a-z_]+)"/g)].map(([, word]) => word);
  for (const key of [...called, ...Object.keys(FORMS)]) assert.ok(WORDS[key], key);
  for (const key of Object.keys(WORDS)) assert.ok(said.has(key) || key in FORMS, key);
});

test("numbers in their forms", () => {
  assert.equal(told("en", "share", 0.054), "5\u00a0%");
  assert.equal(told("fr", "money", 312888), "312\u202f888\u00a0$");
  assert.equal(told("fr", "months", 3.42), "3,4");
  assert.equal(told("en", "number", 20067), "20,067");
  assert.equal(told("en", "index", 0.634), "0.63");
});

const game = /** @type {any} */ (
  { language: "en", t: (/** @type {string} */ key, /** @type {any} */ at) => say("en", key, at) });

test("years that are a yes or a no are counted, not given in per cent", () => {
  assert.equal(inYear(game, "years", 1), "yes");
  assert.equal(overYears(game, "years", 2 / 3, 3), "2 of 3 years");
  assert.equal(overYears(game, "share", 2 / 3, 3), "67\u00a0%");
  assert.equal(moved("en", "years", 1), "+1\u00a0year");
  assert.equal(moved("fr", "years", 0), "0\u00a0an");
});

test("a share of a share is told as one of all free posts", () => {
  const draft = { fundraising: 0.5, mission: 0.8, advocacy: 0.5, care: 0.25 };
  const of = (/** @type {string} */ key) => Number(shareOfAll(draft, key)?.share.toFixed(6));
  assert.deepEqual(["mission", "advocacy", "care"].map(of), [0.4, 0.2, 0.025]);
  assert.equal(shareOfAll({ ...draft, mission: 1 }, "care")?.base, 0);
  assert.equal(shareOfAll(draft, "fundraising"), null);
  assert.equal(shareOfAll({ mission: 0.5, burden: 1 }, "mission"), null); // the ministry's
});

/**
 * @param {boolean} higher
 * @param {number[]} differences
 * @param {Record<string, unknown>} [of]
 */
const aim = (higher, differences, of = {}) => /** @type {any} */ (
  { higher, differences, form: "number", years: [0, 0, 0], reached: higher ? 2 : 1, reached_alone: higher ? 1 : 2, ...of });

test("a difference counts where it goes the way the team wanted", () => {
  assert.equal(worlds(game, aim(true, [1, -1, 2, -2])), "2 of 4");
  assert.equal(worlds(game, aim(false, [1, -1, 2, 1])), "1 of 4");
});

test("where most worlds tie there is no difference, not a defeat", () => {
  assert.equal(worlds(game, aim(true, [0, 0])), "no difference");
  assert.equal(worlds(game, aim(true, [0, 0, 0, 0, 0, 0, 0, -1])), "no difference");
  const small = aim(true, [0.001, -0.002, 0.004, 0, 0, 0, 0, 0], { form: "share" }); // all are shown as 0 %
  assert.equal(worlds(game, small), "no difference");
  assert.equal(worlds(game, aim(true, [0, 0, 1, -1])), "1 of 4, 2 the same");
});

test("a number is coloured where nearly all worlds and this one agree", () => {
  assert.equal(agreed(aim(true, [1, 1, 1, 1, 1, 1, 1, -1])), "better");
  assert.equal(agreed(aim(false, [1, 1, 1, 1, 1, 1, 1, 0], { reached: 3 })), "worse");
  assert.equal(agreed(aim(true, [1, 1, 1, 1, 1, 1, -1, -1])), "");
  assert.equal(agreed(aim(true, [1, 1, 1, 1, 1, 1, 1, 1], { reached: 0 })), "");
  assert.equal(agreed(aim(true, [-1, -1, -1, -1, -1, -1, -1, -1])), ""); // this world says the other
  const ties = [-1, -1, -1, -1, -1, -1, 0, 0];
  assert.equal(agreed(aim(true, ties, { reached: 0 })), ""); // a tie is no defeat
});

test("a number is not coloured where the same number stands beside it", () => {
  const all = [1, 1, 1, 1, 1, 1, 1, 1];
  assert.equal(coloured(game, aim(true, all)), "better");
  assert.equal(coloured(game, aim(true, all, { reached: 120.4, reached_alone: 119.6 })), "");
  assert.equal(coloured(game, aim(false, all, { form: "share", reached: 0.304, reached_alone: 0.296 })), "");
});
