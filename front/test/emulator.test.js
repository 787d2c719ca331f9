import assert from "node:assert/strict";
import { test } from "node:test";
import { model, read } from "./stored.js";

/** @type {{emulator: "bands" | "runs", scenario: number, at: number[], outputs: number[]}[]} */
const pairs = read("emulator_pairs.json");
const EVERY = 7;

test("the emulator gives the numbers that Python gives", () => {
  for (const { emulator, scenario, at, outputs } of pairs) {
    const ours = (model[emulator]?.evaluate(scenario, at) ?? []).filter((_, n) => n % EVERY === 0);
    assert.equal(ours.length, outputs.length);
    const apart = outputs.map((value, n) => Math.abs(value - ours[n]) / Math.max(1, Math.abs(value)));
    assert.ok(Math.max(...apart) < 1e-9, `${emulator} ${scenario}: ${Math.max(...apart)}`);
  }
  assert.ok(pairs.length >= 30);
});

test("one call takes a few milliseconds at most", () => {
  const began = performance.now();
  for (let n = 0; n < 100; n += 1) model.view({ start: n % 6, levers: [0.3, n / 200, 0.4] });
  assert.ok((performance.now() - began) / 100 < 20);
});
