import assert from "node:assert/strict";
import { test } from "node:test";
import { command, python, yaml } from "../src/reproduce.js";
import { asIs } from "../src/state.js";
import { data } from "./stored.js";

const turned = { start: 0, levers: [0.33, 0.5, 0.7] };

test("a scenario as it is needs nothing set", () => {
  assert.equal(command(data, asIs(data, 1)), "partnersim run prsca_compliant --runs 20 --seed 1");
  assert.doesNotMatch(yaml(data, asIs(data, 1)), /ministries|changed/);
});

test("levers that were turned are set, and those alone; shares of the split sum to one", () => {
  const text = command(data, turned);
  assert.match(text, /--set "ministries\.mifi\.consultation\.access=0\.7"/);
  assert.doesNotMatch(text, /burden/);
  const [, ...shares] = /mission: ([\d.]+), service_agreement: ([\d.]+), project: ([\d.]+)/.exec(text) ?? [];
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + Number(share), 0) - 1) < 1e-9);
  assert.match(python(data, turned), /partnersim\.load\("mifi_status_quo", \[/);
});

test("a scenario file nests the keys that are set", () => {
  assert.match(yaml(data, turned), /extends: mifi_status_quo\nministries:\n {2}mifi:\n {4}split: \{mission: 0\.33, /);
  assert.match(yaml(data, turned), / {4}consultation:\n {6}access: 0\.7\n$/);
});
