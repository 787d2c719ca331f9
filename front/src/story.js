// The story of one organisation: what it calls itself, its seats, money, hours and board, up to the year shown.

import { h, bold } from "./dom.js";
import { valued, written } from "./format.js";
import { changes, listed } from "./story_changes.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./data.js").Organization} Organization */

const SHARE = "reporting_share";

export class Story {
  /**
   * @param {HTMLElement} root
   * @param {() => void} leave
   */
  constructor(root, leave) {
    const close = () => {
      if (root.contains(document.activeElement)) document.getElementById("chooser")?.focus();
      leave();
    };
    this.root = root;
    this.whose = h("p", { class: "note whose" });
    this.heading = h("h2", { tabindex: -1 });
    this.body = h("div", { "aria-live": "polite" });
    this.button = h("button", { type: "button", class: "close", click: close }, "×");
    root.append(this.button, this.heading, this.whose, this.body);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || root.hidden || document.querySelector("dialog[open]")) return;
      close();
    });
    /** @type {string | null} */
    this.shown = null;
  }

  /** @param {Scene} scene */
  update(scene) {
    const name = scene.state.organization;
    const { source } = scene.dots;
    const n = name === null ? -1 : source.packed.names.indexOf(name);
    this.root.hidden = n < 0;
    this.button.setAttribute("aria-label", scene.t("close"));
    if (name === null || n < 0) {
      this.shown = null;
      return;
    }
    this.heading.textContent = scene.t("organization", { name });
    this.whose.hidden = scene.dots.own;
    this.whose.textContent = scene.dots.own ? "" : scene.t("story_whose", { name: scene.nearestName() });
    const first = Math.max(0, Array.from({ length: scene.data.years.length }, (_, year) => year)
      .findIndex((year) => source.at(year, n).alive));
    const now = source.at(scene.state.year, n);
    this.body.replaceChildren(...(now.alive
      ? told(scene, source.at(first, n), now, first)
      : [h("p", {}, absent(scene, first))]));
    // who steps through the list with the keys stays in the list, and hears what is written here
    const stepping = document.activeElement?.id === "chooser";
    if (this.shown !== name && !stepping) this.heading.focus({ preventScroll: true });
    this.shown = name;
  }
}

/**
 * @param {Scene} scene
 * @param {number} first the first year in which it lived
 * @returns {string}
 */
function absent(scene, first) {
  const year = scene.data.years[scene.state.year];
  return scene.t(scene.state.year < first ? "story_not_yet" : "story_closed", { year });
}

/**
 * @param {Scene} scene
 * @param {Organization} before
 * @param {Organization} now
 * @param {number} first the year of `before`
 * @returns {HTMLElement[]}
 */
function told(scene, before, now, first) {
  const share = (/** @type {number} */ value) => valued(scene.language, SHARE, value);
  const { value } = now;
  const ministry = value.mission_grant + value.service_agreement + value.project;
  const income = Math.max(value.yearly_income, ministry, 1);
  const seat = now.seat ? "story_seat" : now.access ? "story_access" : "story_no_seat";
  const orientation = scene.t("story_orientation", {
    before: valued(scene.language, "identity_mean", before.value.identity),
    value: valued(scene.language, "identity_mean", value.identity),
  });
  const called = [scene.t(`story_${now.perception}`, { year: scene.data.years[scene.state.year] }), scene.t(seat)];
  if (value.reporting === undefined) { // of a case of the lesson, what the picture draws is stored alone
    return [h("p", {}, called.join(" ")), h("p", { class: "orientation" }, ...bold(orientation))];
  }
  const sentences = [
    ...called,
    scene.t("story_ministry", { share: share(Math.min(1, ministry / income)) }),
    scene.t("story_board", {
      share: share(value.community_seats), members: written(scene.language, ",.0f", value.members),
    }),
  ];
  const where = scene.t("story_where", {
    place: scene.t(`place_${now.place}`), staff: written(scene.language, ".0f", value.staff),
  });
  return [
    h("p", { class: "where" }, where),
    h("p", {}, sentences.join(" ")),
    h("p", { class: "orientation" }, ...bold(orientation)),
    ...changed(scene, before, now, first),
    ...parts(scene, "money", {
      mission: value.mission_grant / income, agreement: value.service_agreement / income,
      project: value.project / income, other: Math.max(0, 1 - ministry / income),
    }),
    ...parts(scene, "hours", hours(value)),
  ];
}

/**
 * What it has less and more of than in its first year.
 * @param {Scene} scene
 * @param {Organization} before
 * @param {Organization} now
 * @param {number} first
 * @returns {HTMLElement[]}
 */
function changed(scene, before, now, first) {
  const { less, more } = changes(before, now);
  const year = scene.data.years[first];
  return [["story_less", less], ["story_more", more]].flatMap(([key, list]) => list.length
    ? [h("p", { class: "changed" }, ...bold(scene.t(/** @type {string} */ (key), {
      year, list: listed(scene, /** @type {import("./story_changes.js").Change[]} */ (list)),
    })))]
    : []);
}

/**
 * @param {Record<string, number>} value
 * @returns {Record<string, number>}
 */
function hours(value) {
  const names = ["delivery", "reporting", "community_life", "advocacy", "fundraising"];
  const known = Object.fromEntries(names.map((name) => [name, value[name]]));
  const sum = names.reduce((total, name) => total + value[name], 0);
  return { ...known, other: Math.max(0, 1 - sum) };
}

/**
 * A bar of shares with its words.
 * @param {Scene} scene
 * @param {"money" | "hours"} kind
 * @param {Record<string, number>} shares
 * @returns {HTMLElement[]}
 */
function parts(scene, kind, shares) {
  const shown = Object.entries(shares).filter(([, share]) => share >= 0.005);
  const bar = h("div", { class: "parts", "aria-hidden": "true" }, ...shown.map(([name, share]) => {
    const part = h("span", { class: `part ${kind}_${name}` });
    part.style.flexGrow = String(share);
    return part;
  }));
  const words = h("ul", { class: "key-list" }, ...shown.map(([name, share]) =>
    h("li", {}, h("i", { class: `part ${kind}_${name}`, "aria-hidden": "true" }), scene.t("part", {
      name: scene.t(`${kind}_${name}`), share: valued(scene.language, SHARE, share),
    }))));
  return [h("h3", {}, scene.t(`story_${kind}`)), bar, words];
}
