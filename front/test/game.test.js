import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { compared, level } from "../src/game/forecast.js";
import { FORMS, inYear, lastMonth, overYears, told, worded } from "../src/game/numbers.js";
import { shareOfAll } from "../src/game/posts.js";
import { here, summed, worlds } from "../src/game/reveal.js";
import { AGAIN, listen } from "../src/server.js";
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
  const french = (/** @type {number} */ count, /** @type {number} */ all) => say("fr", "years_of", { count, all });
  assert.deepEqual([french(1, 1), french(0, 2), french(2, 3)], ["1 année sur 1", "0 année sur 2", "2 années sur 3"]);
  assert.equal(say("en", "years_of", { count: 1, all: 1 }), "1 of 1 year");
});

test("an agreement ends at a date: 25 months from April 2011 on, of which April is that of the one before", () => {
  assert.equal(lastMonth("en", 2011, 25), "March 2013");
  assert.equal(lastMonth("fr", 2011, 13), "mars 2012");
});

test("where a lever stands is a share, or the words of a choice", () => {
  const speaks = { ...game, both: (/** @type {any} */ words) => words.en };
  assert.equal(worded(speaks, 0.42), "42\u00a0%");
  assert.equal(worded(speaks, { en: "accept it", fr: "l'accepter" }), "accept it");
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
  assert.equal(worlds(game, aim(true, [1, -1, 2, -2])), "gained 2, lost 2: depends on the world");
  assert.equal(worlds(game, aim(false, [1, -1, 2, 1])), "lost 3, gained 1: depends on the world");
  assert.equal(worlds(game, aim(true, [-1, -1, -1, -1, -1, -1, -1, 2])), "lost 7, gained 1: more than luck");
  assert.equal(worlds(game, aim(true, [1, 1, 1, 1, 1, 1, 1, 2])), "gained in all 8: more than luck");
});

test("that it depends on the world is said where some gain and some lose, and nowhere else", () => {
  for (const language of /** @type {const} */ (["en", "fr"])) {
    const told = { ...game, language,
      t: (/** @type {string} */ key, /** @type {any} */ at) => say(language, key, at) };
    for (let better = 0; better <= 8; better += 1) {
      for (let worse = 0; better + worse <= 8; worse += 1) {
        const same = 8 - better - worse;
        const differences = [...Array(better).fill(1), ...Array(worse).fill(-1), ...Array(same).fill(0)];
        const words = worlds(told, aim(true, differences));
        const depends = /depends on the world|selon le monde/.test(words);
        const luck = /more than luck|plus que du hasard/.test(words);
        assert.equal(luck, better >= 7 || worse >= 7, words);
        assert.equal(depends, better > 0 && worse > 0 && same <= 4 && !luck, words);
      }
    }
  }
  assert.equal(worlds(game, aim(true, [-1, -1, -1, -1, -1, -1, 0, 0])), "lost 6, same 2");
});

test("a team reads in how many of its aims it gained", () => {
  const [gain, loss] = [aim(true, []), aim(true, [], { reached: 1, reached_alone: 2 })];
  assert.equal(summed(game, [gain, loss, gain]), "gained 2 · lost 1");
  assert.equal(summed(game, [aim(true, [], { reached_alone: 2 })]), "same 1");
});

test("where most worlds tie there is no difference, not a defeat", () => {
  assert.equal(worlds(game, aim(true, [0, 0])), "the same in all 2");
  assert.equal(worlds(game, aim(true, [0, 0, 0, 0, 0, 0, 0, -1])), "same 7, lost 1");
  const small = aim(true, [0.001, -0.002, 0.004, 0, 0, 0, 0, 0], { form: "share" }); // all are shown as 0 %
  assert.equal(worlds(game, small), "the same in all 8");
  assert.equal(worlds(game, aim(true, [0, 0, 1, -1])), "same 2, gained 1, lost 1: depends on the world");
});

test("a team that lost in this world is told so, whatever others do", () => {
  assert.equal(here(game, aim(true, [1, -1], { reached: 16, reached_alone: 28 })), "lost_here");
  assert.equal(here(game, aim(false, [1, -1], { reached: 16, reached_alone: 28 })), "gained");
  assert.equal(here(game, aim(true, [1, -1], { reached: 120.4, reached_alone: 119.6 })), "same_here"); // as shown
});

test("a forecast tells levels, and in how many worlds they differ", () => {
  const spread = { low: 0, middle: 0.5, high: 1.2, yes: 5 };
  assert.deepEqual(level(game, "number", spread, 8), { large: "0.5", small: "in half of the worlds between 0 and 1.2" });
  assert.deepEqual(level(game, "years", spread, 8), { large: "yes in 5 of 8", small: "" });
  assert.equal(level(game, "number", { ...spread, low: 1.2, middle: 1.2 }, 8).small, "");
  const said = (/** @type {number[]} */ differences) => compared(game, aim(false, []), /** @type {any} */ ({ differences }));
  assert.equal(said([1, -1, 0.01, 2]), "With these choices, in 4 worlds: more in 2, less in 1, the same in 1.");
  assert.equal(said([0.01, 0]), "These choices change nothing that can be seen.");
});

/** Every source of events that was opened. @type {any[]} */
const opened = [];

test("a connection that a browser gives up is tried again, and told", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  class EventSource extends EventTarget {
    static CLOSED = 2;
    readyState = 0;
    constructor() {
      super();
      opened.push(this);
    }
    close() { this.readyState = 2; }
  }
  Object.assign(globalThis, { EventSource, window: globalThis, location: { search: "?room=ABCDE" } });
  /** @type {boolean[]} */
  const lost = [];
  const source = listen("games/1234/events", "state", () => {}, (now) => lost.push(now));
  opened[0].dispatchEvent(new Event("open"));
  opened[0].dispatchEvent(new Event("error")); // the browser itself tries again
  t.mock.timers.tick(60000);
  assert.equal(opened.length, 1);
  opened[0].readyState = 2;
  opened[0].dispatchEvent(new Event("error"));
  t.mock.timers.tick(AGAIN);
  assert.equal(opened.length, 2);
  opened[1].dispatchEvent(new Event("open"));
  assert.deepEqual(lost, [false, true, true, false]);
  opened[1].readyState = 2;
  opened[1].dispatchEvent(new Event("error"));
  source.close(); // and nothing more
  t.mock.timers.tick(60000);
  assert.equal(opened.length, 2);
});
