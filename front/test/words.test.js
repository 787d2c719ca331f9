import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { between, noted, sideBySide, signed, valued } from "../src/format.js";
import { say, spaced, WORDS } from "../src/words.js";
import { data } from "./stored.js";

const places = (/** @type {string} */ text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every text has the same places and as many bold parts in both languages", () => {
  for (const [key, { en, fr }] of Object.entries(WORDS)) {
    assert.ok(en && fr, key);
    assert.deepEqual(places(en), places(fr), key);
    assert.equal(en.split("**").length, fr.split("**").length, key);
  }
});

test("what the data name has words", () => {
  for (const measure of data.measures) assert.ok(WORDS[`measure_${measure}`], measure);
  for (const { name, others, organizations } of data.scenarios) {
    assert.ok(WORDS[`scenario_${name}`], name);
    for (const [key, value] of Object.entries(others)) {
      assert.ok(WORDS[`other_${key}`], key);
      if (typeof value === "string") assert.ok(WORDS[`${key}_${value}`], value);
    }
    for (const place of organizations.places) assert.ok(WORDS[`place_${place}`], place);
  }
  for (const { name } of data.levers) assert.ok(WORDS[`lever_${name}`] && WORDS[`lever_${name}_short`], name);
  for (const name of data.finals.filter((each) => each.includes(":"))) {
    assert.ok(WORDS[`status_${name.split(":")[1]}`], name);
  }
});

test("every text is used", () => {
  const folder = new URL("../src/", import.meta.url);
  const source = readdirSync(folder).filter((name) => name !== "words.js" && name.endsWith(".js"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const starts = [...source.matchAll(/[`"]([a-z_]+)(\$\{|[`"])/g)].map(([, start, end]) =>
    end === "${" ? { start } : { whole: start });
  for (const key of Object.keys(WORDS)) {
    const used = starts.some(({ start, whole }) => whole === key || (start && key.startsWith(start)));
    assert.ok(used || /^(timing|money|hours)_/.test(key), key);
  }
});

test("French spaces keep to their signs, and no straight double quote stands in a text", () => {
  assert.equal(spaced("ici : là ; où ? « oui » 5 %"), "ici\u00a0: là; où? «\u00a0oui\u00a0» 5\u00a0%");
  for (const [key, { en, fr }] of Object.entries(WORDS)) assert.ok(!/"/.test(en + fr), key);
});

test("a word agrees with its count: in French nothing and one are singular, in English one alone", () => {
  const votes = (/** @type {"en" | "fr"} */ language) => [0, 1, 2].map((count) => say(language, "vote_votes", { count }));
  assert.deepEqual(votes("en"), ["votes", "vote", "votes"]);
  assert.deepEqual(votes("fr"), ["vote", "vote", "votes"]);
  assert.equal(say("fr", "vote_right", { count: 1, all: 5 }), "1 sur 5 a dit ce que disent les simulations.");
  assert.equal(say("fr", "story_where", { place: "Laval", staff: "1,5" }), "Laval · 1,5 poste à temps plein");
  assert.equal(say("en", "served_now", { count: "1,235" }), "1,235 requests served a month");
});

test("numbers are written as each language writes them", () => {
  assert.equal(valued("en", "identity_mean", 0.4567), "0.46");
  assert.equal(valued("fr", "identity_mean", 0.4567), "0,46");
  assert.equal(valued("fr", "reporting_share", 0.123), "12\u00a0%");
  assert.equal(valued("fr", "staff_total", 1234.6), "1\u202f235");
  assert.equal(signed("en", "identity_mean", -0.0567), "−0.057");
  assert.equal(signed("fr", "reporting_share", 0.0312), "+3,1\u00a0points");
  assert.equal(signed("en", "identity_mean", -0.0001), "0.000");
  assert.deepEqual(between("en", "identity_mean", { low: 0.02, high: 0.07 }), ["+0.020", "+0.070"]);
  assert.deepEqual(between("en", "identity_mean", { low: 0.018, high: 0.023 }), ["+0.018", "+0.023"]);
  assert.deepEqual(between("fr", "identity_mean", { low: -0.001, high: 0.05 }), ["−0,001", "+0,050"]);
  assert.deepEqual(sideBySide("en", "need_after_24_months", [0.4062, 0.4027]), ["0.406", "0.403"]); // not 0.41, 0.40
  assert.deepEqual(sideBySide("fr", "served_share", [0.53, 0.58]), ["53\u00a0%", "58\u00a0%"]);
  assert.equal(valued("en", "crisis:served_share", 0.5), "50\u00a0%");
  assert.equal(say("en", "part", { name: "services", share: "5 %" }), "services 5 %");
});

test("an error too small to write is below the last digit, not nothing", () => {
  assert.equal(noted("0,000"), "<\u00a00,001");
  assert.equal(noted("0.0\u00a0%"), "<\u00a00.1\u00a0%");
  assert.equal(noted("0.004"), "0.004");
});
