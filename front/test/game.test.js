import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { FORMS, told } from "../src/game/numbers.js";
import { agreed, worlds } from "../src/game/reveal.js";
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

test("a difference counts where it goes the way the team wanted", () => {
  const game = /** @type {any} */ ({ t: (/** @type {string} */ key, /** @type {any} */ at) => say("en", key, at) });
  const aim = (/** @type {boolean} */ higher, /** @type {number[]} */ differences) =>
    worlds(game, /** @type {any} */ ({ higher, differences }));
  assert.equal(aim(true, [1, -1, 2, 0]), "2 of 4");
  assert.equal(aim(false, [1, -1, 2, 0]), "1 of 4");
  assert.equal(aim(true, [0, 0]), "no difference");
  const coloured = (/** @type {boolean} */ higher, /** @type {number[]} */ differences) =>
    agreed(/** @type {any} */ ({ higher, differences }));
  assert.equal(coloured(true, [1, 1, 1, 1, 1, 1, 1, -1]), "better");
  assert.equal(coloured(false, [1, 1, 1, 1, 1, 1, 1, 0]), "worse");
  assert.equal(coloured(true, [1, 1, 1, 1, 1, 1, -1, -1]), "");
});
