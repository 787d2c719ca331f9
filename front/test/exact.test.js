import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Exact } from "../src/exact.js";
import { asIs } from "../src/state.js";
import { data, model } from "./stored.js";

/** A server's events that never come: what was asked. */
class Source {
  /** @param {string} url */
  constructor(url) {
    asked.push(url);
  }

  addEventListener() {}

  close() {}
}

/** @type {string[]} */
const asked = [];

test("exact runs are asked for once, when a setting has rested 400 ms", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const there = { document: { addEventListener() {} }, location: { search: "" }, window: globalThis, EventSource: Source };
  Object.assign(globalThis, there);
  const exact = new Exact(model, () => {});
  const pin = asIs(data, 0);
  for (const mission of [0.31, 0.32, 0.33]) {
    const state = { setting: { start: 1, levers: [mission, 0.4, 0.5] }, pin };
    exact.update(/** @type {any} */ ({ state, lesson: null }));
    mock.timers.tick(399);
  }
  assert.deepEqual(asked, [], "asked while the slider was moving");
  mock.timers.tick(1);
  assert.equal(asked.length, 1);
  assert.match(decodeURIComponent(asked[0]), /mission:\+0\.33/);
  mock.timers.reset();
});
