import assert from "node:assert/strict";
import { test } from "node:test";
import { raised } from "../src/picture.js";

test("dots that share a value are moved apart, and none beyond the ends", () => {
  const names = Array.from({ length: 60 }, (_, n) => `G-${n}`);
  for (const value of [0, 0.01, 0.5, 0.99, 1]) {
    const at = names.map((name) => raised(name, value));
    assert.ok(new Set(at).size > 50);
    assert.ok(at.every((each) => each >= 0 && each <= 1 && Math.abs(each - value) <= 0.025), String(value));
  }
});
