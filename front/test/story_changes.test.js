import assert from "node:assert/strict";
import { test } from "node:test";
import { changes, listed } from "../src/story_changes.js";
import { say } from "../src/words.js";

const organization = (/** @type {Record<string, number>} */ value, seat = false) =>
  /** @type {import("../src/data.js").Organization} */ (/** @type {unknown} */ ({
    seat,
    value: {
      staff: 10, community_life: 0.1, advocacy: 0.05, delivery: 0.6, reporting: 0.05, fundraising: 0.1,
      members: 40, community_seats: 0.5, ...value,
    },
  }));
const scene = (/** @type {"en" | "fr"} */ language) => /** @type {import("../src/scene.js").Scene} */ (
  /** @type {unknown} */ ({
    language, t: (/** @type {string} */ key, /** @type {Record<string, string>} */ of) => say(language, key, of),
  }));

test("posts follow from hours and staff, and what is too small is not told", () => {
  const before = organization({}, true);
  const now = organization({ staff: 20, community_life: 0.02, advocacy: 0.027, members: 39, community_seats: 0.46 });
  const { less, more } = changes(before, now);
  assert.deepEqual(less.map(({ name }) => name), ["community_life", "members", "seat"]);
  assert.deepEqual(more.map(({ name }) => name), ["delivery", "reporting", "fundraising"]);
  assert.ok(Math.abs(less[0].amount + 0.6) < 1e-9);
  assert.ok(Math.abs(more[0].amount - 6) < 1e-9);
  assert.deepEqual(changes(before, before), { less: [], more: [] });
});

test("a list reads as a sentence's end in both languages", () => {
  const list = [{ name: "advocacy", amount: -0.44 }, { name: "members", amount: -1.2 }, { name: "board", amount: -0.1 },
    { name: "seat", amount: -1 }];
  assert.equal(listed(scene("en"), list), "advocacy (0.4 posts); an active member; "
    + "10 points of members and allies on its board; a seat at the ministry's table");
  assert.match(listed(scene("fr"), [{ name: "delivery", amount: 2.6 }]), /^services \(2,6 postes\)$/);
  assert.match(listed(scene("fr"), [{ name: "delivery", amount: 1.6 }]), /\(1,6 poste\)$/);
});
