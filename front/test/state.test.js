import assert from "node:assert/strict";
import { test } from "node:test";
import { asIs, fromHash, initial, snapped, toHash } from "../src/state.js";
import { data } from "./stored.js";

const otherwise = initial(data, "en");

test("an address gives back the state it was made of", () => {
  const state = {
    ...otherwise, setting: { start: 2, levers: [0.44, 0.5, 0.07] }, pin: { start: 1, levers: [0.6, 0.3, 0.6] },
    year: 4, view: /** @type {const} */ ("newcomers"), language: /** @type {const} */ ("fr"), room: true,
    organization: "C",
  };
  const read = fromHash(data, toHash(data, state), otherwise);
  assert.deepEqual(read, { state, understood: true });
});

test("an address without anything is the beginning", () => {
  assert.deepEqual(fromHash(data, "", otherwise), { state: otherwise, understood: true });
});

test("what is broken in an address is said, and the rest is read", () => {
  for (const broken of [
    "#s=nowhere", "#s=open_door&m=abc", "#s=open_door&m=999", "#s=open_door&b=-5", "#y=1802", "#v=<script>",
    "#l=de", "#o=%F0%9F%92%A9", "#s=__proto__", "#room=x",
  ]) {
    const { state, understood } = fromHash(data, `${broken}&pin=closed_door`, otherwise);
    assert.ok(!understood, broken);
    assert.deepEqual(state.pin, asIs(data, 5), broken);
    assert.ok(state.setting.levers.every((value) => value >= 0 && value <= 1));
  }
});

test("levers move in whole hundredths and come to rest where their scenario has them", () => {
  assert.equal(snapped(0.4449, 0.2), 0.44);
  assert.equal(snapped(0.351, 0.3525), 0.3525);
});
