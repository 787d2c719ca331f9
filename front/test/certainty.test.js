import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, least, verdictOf } from "../src/certainty.js";

test("hardly is said of small and precise differences alone", () => {
  const scale = least("tie_mean", 0.4);
  assert.equal(least("need:refugee", 0.4), 0.001);
  assert.equal(verdictOf({ mean: 0.001, low: -0.002, high: 0.004 }, scale), "hardly");
  assert.equal(verdictOf({ mean: 0.003, low: 0.001, high: 0.0045 }, scale), "hardly");
  assert.equal(verdictOf({ mean: 0.004, low: 0.001, high: 0.007 }, scale), "more");
  assert.equal(verdictOf({ mean: -0.02, low: -0.05, high: 0.01 }, scale), "untold");
  assert.equal(verdictOf({ mean: 0, low: 0, high: 0 }, scale), "hardly");
});

test("of counts the size is a part of what there was", () => {
  const view = { final: () => 0, less: () => ({ mean: 8, low: 6, high: 10 }) };
  assert.equal(beside(view, { final: () => 1100 }, "staff_total"), "hardly");
  assert.equal(beside(view, { final: () => 100 }, "served:refugee"), "more");
  assert.equal(beside(view, { final: () => 1100 }, "identity_mean"), "more");
});
