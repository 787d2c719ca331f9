import assert from "node:assert/strict";
import { test } from "node:test";
import { same } from "../src/answer.js";
import { Model } from "../src/model.js";
import { command, settings, yaml } from "../src/reproduce.js";
import { othersKey, otherRead, turnedAway } from "../src/setting.js";
import { asIs, fromHash, initial, toHash } from "../src/state.js";
import { data as stored } from "./stored.js";

const path = (/** @type {string} */ name) => `ministries.mifi.${name}`;
const data = {
  ...stored,
  turnable: [
    { name: "coverage", path: path("mission_grant.coverage"), low: 0, high: 1, step: 0.05, choices: [] },
    { name: "visits_a_year", path: path("accountability.visits_a_year"), low: 0, high: 12, step: 0.6, choices: [] },
    {
      name: "timing", path: path("consultation.timing"), low: 0, high: 1, step: 0.05,
      choices: ["after_draft", "before_draft"],
    },
  ],
};
const others = { coverage: 0.5, timing: "before_draft", visits_a_year: 6 };

test("what stands where its scenario has it is not turned", () => {
  assert.equal(turnedAway(data.scenarios[0], { coverage: 0.25 }), undefined);
  assert.deepEqual(turnedAway(data.scenarios[0], { timing: "before_draft", coverage: 0.5, visits_a_year: 2.5 }),
    { coverage: 0.5, timing: "before_draft" });
});

test("an address gives levers beside the sliders back, and says what it does not understand", () => {
  const state = initial(data, "fr");
  state.setting = { ...asIs(data, 0), others };
  const again = fromHash(data, toHash(data, state), initial(data, "en"));
  assert.ok(again.understood);
  assert.deepEqual(again.state.setting, state.setting);
  for (const bad of ["coverage:1.5", "coverage:x", "nothing:1", "timing:never", "coverage"]) {
    const read = fromHash(data, `#s=mifi_status_quo&x=${bad}`, initial(data, "en"));
    assert.ok(!read.understood, bad);
    assert.equal(read.state.setting.others, undefined);
  }
  assert.ok(!fromHash(stored, "#s=mifi_status_quo&x=coverage:0.5", initial(stored, "en")).understood);
  assert.equal(otherRead(data.turnable[1], "13"), null);
});

test("no estimate and no stored run stands for a setting with such a lever", () => {
  const model = new Model(data);
  const setting = { ...asIs(data, 0), others };
  assert.ok(!model.isStored(setting));
  assert.ok(!model.estimable(setting));
  assert.ok(model.view(setting).hidden("identity_mean"));
  assert.notEqual(model.key(setting), model.key(asIs(data, 0)));
  assert.ok(!same(setting, asIs(data, 0)));
  assert.equal(othersKey(undefined), "");
});

test("its command and file set it, each ministry's key once", () => {
  const setting = { ...asIs(data, 0), levers: [data.scenarios[0].levers[0], 0.7, 0.4], others };
  assert.deepEqual(settings(data, setting).map(([key]) => key), [
    path("accountability.burden"), path("consultation.access"), path("mission_grant.coverage"),
    path("accountability.visits_a_year"), path("consultation.timing"),
  ]);
  assert.match(command(data, setting), /--set "ministries\.mifi\.consultation\.timing=before_draft"/);
  assert.equal(yaml(data, setting).match(/accountability:/g)?.length, 1);
  assert.match(yaml(data, setting), / {4}accountability:\n {6}burden: 0\.7\n {6}visits_a_year: 6\n/);
});
