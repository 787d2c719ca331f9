import assert from "node:assert/strict";
import { test } from "node:test";
import { floats } from "../src/data.js";
import { Model, student } from "../src/model.js";
import { bands, Runs } from "../src/runs.js";
import { asIs } from "../src/state.js";
import { data } from "./stored.js";

const packed = (/** @type {Float64Array} */ values) =>
  Buffer.from(Float32Array.from(values).buffer).toString("base64");

/** Runs of a setting whose last values are those stored of a scenario. */
function told(/** @type {number} */ scenario, /** @type {number[]} */ numbers) {
  const finals = floats(data.scenarios[scenario].runs);
  const size = data.finals.length;
  const years = packed(floats(data.scenarios[scenario].bands).slice(0, data.years.length * data.measures.length));
  return numbers.map((run) => ({ run, years, finals: packed(finals.slice(run * size, (run + 1) * size)) }));
}

const setting = { start: 1, levers: [0.3, 0.4, 0.5] };

/** A model that was told of these runs. */
function after(/** @type {number[]} */ numbers) {
  const model = new Model(data);
  const runs = new Runs(20);
  runs.add({ done: numbers.length, of: 20, runs: told(2, numbers) });
  model.exact.set(model.key(setting), runs);
  return model;
}

const all = Array.from({ length: 20 }, (_, run) => run);

test("exact runs take the place of an estimate once all are there, and are paired by their numbers", () => {
  const model = after([11, ...all.filter((run) => run !== 11)]);
  const view = model.view(setting);
  assert.ok(view.exact && !view.estimated && !view.hidden("consultation"));
  const [quo, same] = [model.view(asIs(data, 0)), model.view(asIs(data, 2))];
  assert.deepEqual(view.less(quo, "identity_mean"), same.less(quo, "identity_mean"));
});

test("until then the estimate stands, and where it is too rough the runs that are there", () => {
  assert.ok(after(all.slice(0, 10)).view(setting).estimated);
  const own = after(all.slice(0, 7));
  assert.ok(own.bands);
  own.bands.scenarios.length = 1; // a scenario of the user's own has no emulator
  const view = own.view(setting);
  assert.equal(view.runs("identity_mean").length, 7);
  assert.ok(own.view({ start: 1, levers: [0.2, 0.4, 0.5] }).hidden("identity_mean"));
});

test("fewer runs are compared with those of the same number, by a wider interval", () => {
  const few = after([11, 0, 1, 2, 3]);
  few.bands = null;
  const quo = few.view(asIs(data, 0));
  const difference = few.view(setting).less(quo, "identity_mean");
  const [ours, theirs] = [few.view(asIs(data, 2)).runs("identity_mean"), quo.runs("identity_mean")];
  const mean = [0, 1, 2, 3, 11].reduce((sum, run) => sum + ours[run] - theirs[run], 0) / 5;
  assert.ok(Math.abs(difference.mean - mean) < 1e-9);
});

test("bands are the percentiles that Python has", () => {
  const rows = [3, 1, 2, 4].map((value) => Float64Array.of(value));
  const [mean, low, high] = bands(rows);
  assert.equal(mean, 2.5);
  assert.ok(Math.abs(low - 1.3) < 1e-12 && Math.abs(high - 3.7) < 1e-12);
});

test("Student's quantile of twenty runs is that of the data", () => {
  assert.ok(Math.abs(student(20) - data.student) < 1e-4);
});
