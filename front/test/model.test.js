import assert from "node:assert/strict";
import { test } from "node:test";
import { Organizations } from "../src/data.js";
import { interval, View } from "../src/model.js";
import { asIs } from "../src/state.js";
import { data, model } from "./stored.js";

const LAST = data.years.length - 1;

test("a scenario as it is shows its stored runs, another setting an estimate with its error", () => {
  const stored = model.view(asIs(data, 1));
  assert.ok(stored.stored);
  assert.equal(stored.at("identity_mean", LAST).error, 0);
  const estimate = model.view({ start: 1, levers: [0.3, 0.4, 0.5] });
  assert.ok(!estimate.stored);
  assert.ok(estimate.at("identity_mean", LAST).error > 0);
});

test("yearly means of the last year are means of the runs that are kept one by one", () => {
  for (const [n] of data.scenarios.entries()) {
    const view = model.view(asIs(data, n));
    for (const measure of data.measures) {
      const size = Math.max(1, Math.abs(view.final(measure)));
      assert.ok(Math.abs(view.at(measure, LAST).mean - view.final(measure)) < 1e-5 * size, measure);
    }
  }
});

test("an estimate near a scenario is near its stored runs", () => {
  for (const [n, { levers }] of data.scenarios.entries()) {
    const near = model.view({ start: n, levers: [levers[0] + 1e-5, levers[1], levers[2]] });
    const stored = model.view(asIs(data, n));
    for (const measure of ["identity_mean", "service_provider_share", "reporting_share"]) {
      const apart = Math.abs(near.at(measure, LAST).mean - stored.at(measure, LAST).mean);
      assert.ok(apart < 0.03, `${data.scenarios[n].name} ${measure} ${apart}`);
    }
  }
});

test("an estimate's line ends where its runs do", () => {
  const estimate = model.view({ start: 1, levers: [0, 0.9, 0.05] });
  assert.equal(estimate.at("identity_mean", LAST).mean, estimate.final("identity_mean"));
});

test("a paired difference is that of runs of the same number, and of nothing none", () => {
  const [policy, quo] = [model.view(asIs(data, 1)), model.view(asIs(data, 0))];
  const difference = policy.less(quo, "reporting_share");
  const runs = policy.runs("reporting_share").map((value, n) => value - quo.runs("reporting_share")[n]);
  assert.ok(Math.abs(difference.mean - runs.reduce((a, b) => a + b) / runs.length) < 1e-12);
  assert.ok(difference.tells && difference.mean < 0);
  assert.ok(!quo.less(quo, "identity_mean").tells);
});

test("the interval is Student's", () => {
  const { mean, low, high } = interval([1, 2, 3, 4], 3.182446);
  assert.equal(mean, 2.5);
  assert.ok(Math.abs(low - 0.445739) < 1e-5 && Math.abs(high - 4.554261) < 1e-5);
});

test("an estimate whose error exceeds half of the band is hidden, a stored value never", () => {
  const count = data.years.length * data.measures.length;
  const bands = new Float64Array(3 * count).fill(0.5);
  bands.fill(0.45, count, 2 * count);
  bands.fill(0.55, 2 * count);
  const finals = new Float64Array(data.runs * data.finals.length);
  const errors = (/** @type {number} */ error) =>
    ({ errors: new Float64Array(3 * count).fill(error), runErrors: new Float64Array(data.finals.length) });
  const setting = { start: 0, levers: [0.4, 0.4, 0.4] };
  assert.ok(!new View(model, setting, bands, finals, errors(0.04)).hidden("identity_mean"));
  assert.ok(new View(model, setting, bands, finals, errors(0.06)).hidden("identity_mean"));
  assert.ok(!new View(model, setting, bands, finals, null).hidden("identity_mean"));
});

test("the nearest stored runs are those of the start near it, and others far from it", () => {
  const quo = data.scenarios[0].levers;
  assert.equal(model.nearest({ start: 4, levers: quo }), 4);
  const [policy] = [data.scenarios[1].levers];
  assert.equal(model.nearest({ start: 0, levers: [policy[0], policy[1] + 0.01, policy[2]] }), 1);
});

test("organisations unpack: those of A to J are there from the beginning, flags are bits", () => {
  const organizations = model.organizations(0);
  const first = organizations.year(0);
  assert.ok(["A", "E", "J"].every((letter) => first.some(({ name, alive }) => name === letter && alive)));
  assert.ok(first.every(({ value }) => value.tie >= 0 && value.tie <= 1 && value.identity <= 1));
  const column = (/** @type {string} */ text, /** @type {"u1" | "u2"} */ kind) =>
    ({ kind, step: 1, data: btoa(text) });
  const tiny = new Organizations({
    names: ["x", "y"], archetypes: ["A", "B"], places: ["montreal", "regions"], cuts: [0.4, 0.6],
    columns: { flags: column("\x07\x00", "u1"), self_perception: column("\x01\x00\x00\x00", "u2") },
  });
  const [x, y] = tiny.year(0);
  assert.deepEqual([x.alive, x.seat, x.access, x.perception], [true, true, true, "partner"]);
  assert.deepEqual([y.alive, y.seat, y.access, y.perception], [false, false, false, "provider"]);
});

test("with the door closed no number stands for consultation, for direct access, nor for what holds consultation", () => {
  const [mission, burden] = data.scenarios[0].levers;
  const rough = ["consultation", "direct_access_share", "soft_index", "autonomy_index"];
  for (const door of [0, 0.02, 0.04]) {
    const view = model.view({ start: 0, levers: [mission, burden, door] });
    assert.deepEqual(rough.map((measure) => view.hidden(measure)), [true, true, true, true], String(door));
    assert.ok(!view.hidden("identity_mean") && !view.hidden("recognition"));
  }
  const open = model.view({ start: 0, levers: [mission, burden, 0.1] });
  assert.ok(rough.every((measure) => !open.hidden(measure)));
});
