import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, nameOf, questionOf } from "../src/answer.js";
import { asIs } from "../src/state.js";
import { data, model } from "./stored.js";

const [quo, policy] = [model.view(asIs(data, 0)), model.view(asIs(data, 1))];
const estimate = model.view({ start: 1, levers: [0.3, 0.25, 0.6] });

/** A view whose runs are those of another, moved by `by` in each run. */
const moved = (/** @type {(run: number) => number} */ by) => {
  const view = model.view(asIs(data, 1));
  view.finals = Float64Array.from(quo.finals, (value, n) => value + by(Math.floor(n / data.finals.length)));
  return view;
};

test("the answer uses the paired difference and says which way", () => {
  assert.match(answerOf(moved(() => 0.1), quo, "en"), /more autonomy than under “Status quo”.*difference \+0\.100 to \+0\.100, run against run/);
  assert.match(answerOf(moved(() => -0.1), quo, "fr"), /moins d'autonomie/);
});

test("a difference that is sure and small is called what it is", () => {
  assert.match(answerOf(moved(() => -0.004), quo, "en"), /hardly any difference.*−0\.004 to −0\.004/);
});

test("the answer says so when runs tell none", () => {
  const text = answerOf(moved((run) => (run % 2 ? 0.1 : -0.1)), quo, "en");
  assert.match(text, /cannot tell.*against.*: the runs cannot tell\./);
  assert.match(answerOf(moved((run) => (run % 2 ? 0.1 : -0.1)), quo, "fr"), /ne tranchent pas/);
});

test("beside itself a scenario is told by what becomes of it", () => {
  assert.match(answerOf(quo, quo, "en"), /^In ten years the orientation of organisations .*8 runs in 10/);
  assert.doesNotMatch(answerOf(quo, quo, "fr"), /undefined|contre/);
});

test("a title is the scenario's question, or is made of the levers", () => {
  assert.equal(questionOf(policy, "fr"), data.scenarios[1].question.fr);
  assert.match(questionOf(estimate, "en"), /mission had 30\u00a0%.*25\u00a0%.*60\u00a0%/);
  assert.equal(nameOf(estimate, "en"), "Policy in full, changed");
});

test("an estimate that is too rough is not told, nor are other runs in its place", () => {
  const rough = model.view({ start: 1, levers: [0.3, 0.25, 0.6] });
  if (rough.errors) rough.errors.errors = rough.errors.errors.map(() => 1);
  assert.match(answerOf(rough, quo, "en"), /Too rough an estimate here, so no number.*partnersim app/);
});
