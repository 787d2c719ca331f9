import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const style = readFileSync(new URL("../src/style.css", import.meta.url), "utf8");
const named = (/** @type {string} */ name) => style.match(new RegExp(`--${name}: (#[0-9a-f]{6});`))?.[1] ?? "";
const PAIR = [named("more"), named("less")];
const GROUNDS = ["#ffffff", "#fdfcf9", "#f4f1e8"]; // card, paper, the reading that is shown

/** How a dichromat's eye mixes linear red, green and blue (Machado, Oliveira and Fernandes 2009). */
const EYES = {
  protan: [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
  deutan: [[0.367, 0.861, -0.228], [0.28, 0.673, 0.047], [-0.012, 0.043, 0.969]],
};

/** @param {string} colour @returns {number[]} */
const shares = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
/** @param {string} colour @returns {number[]} */
const linear = (colour) => shares(colour).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
/** @param {string} colour @returns {number} */
const light = (colour) => linear(colour).reduce((sum, one, n) => sum + one * [0.2126, 0.7152, 0.0722][n], 0);

/** @param {string} one @param {string} other @returns {number} */
function contrast(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string} colour @returns {number} degrees */
function hue(colour) {
  const [r, g, b] = shares(colour);
  return (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180 / Math.PI + 360) % 360;
}

/** @param {number[]} rgb linear @returns {number[]} */
function perceived([r, g, b]) {
  const root = (/** @type {number} */ one) => Math.cbrt(Math.max(0, one));
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map(root);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test("more and less are read on every ground, and are neither red nor green", () => {
  for (const colour of PAIR) {
    for (const ground of GROUNDS) assert.ok(contrast(colour, ground) >= 4.5, `${colour} on ${ground}`);
    const at = hue(colour);
    assert.ok((at > 30 && at < 70) || (at > 180 && at < 330), `${colour}: hue ${Math.round(at)}`);
  }
});

test("more and less stay apart in grey print and for colour-blind people", () => {
  assert.ok(contrast(PAIR[0], PAIR[1]) >= 1.9, `grey: ${contrast(PAIR[0], PAIR[1])}`);
  for (const [eye, mixes] of Object.entries(EYES)) {
    const [one, other] = PAIR.map((colour) => perceived(mixes.map((row) =>
      row.reduce((sum, share, n) => sum + share * linear(colour)[n], 0))));
    assert.ok(Math.hypot(...one.map((at, n) => at - other[n])) > 40, eye);
  }
});

test("whatever marks a direction has that pair", () => {
  for (const [name, marks] of Object.entries({ more: [".verdict.gain"],
    less: [".verdict.lose"] })) {
    for (const mark of marks) assert.ok(style.includes(`${mark} { color: var(--${name});`), mark);
  }
});
