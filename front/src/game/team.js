// What a team sees: who it is, what it is after, and what it decides this year.

import { h } from "../dom.js";
import { foreseen } from "./forecast.js";
import { inYear, lastMonth, overYears, told, worded } from "./numbers.js";
import { shareOfAll } from "./posts.js";
import { countsOf } from "./reveal.js";
import { ready } from "./talk.js";

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").State} State */
/** @typedef {import("./talk.js").TeamView} TeamView */
/** @typedef {import("./talk.js").Decision} Decision */
/** @typedef {Record<string, number | string>} Draft */

const STEP = 0.01;
const YEAR = 12; // months

export class Team {
  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    /** @type {Draft} */
    this.draft = {};
    this.round = -1;
    this.times = -1;
    this.forecast = h("div", { class: "forecast", "aria-live": "polite" });
  }

  /**
   * @param {State} state
   * @param {TeamView} view
   * @returns {Node[]}
   */
  drawn(state, view) {
    const { game } = this;
    if (this.round !== state.round || this.times !== view.times) this.begin(state, view);
    const round = Math.min(state.round + 1, state.rounds);
    return [
      h("p", { class: "you" }, game.t(state.over ? "over_you_are" : "you_are", { round, rounds: state.rounds })),
      h("h1", {}, game.both(view.title)), h("p", { class: "brief" }, game.both(view.brief)),
      h("section", { class: "aims" }, h("h2", {}, game.t("aims")),
        h("dl", {}, ...view.aims.flatMap((aim) => this.aim(state, aim)))),
      ...this.left(state, view), ...this.deciding(state, view),
      h("p", { class: "note" }, game.t("word_note"), " ", h("strong", { class: "room-code" }, game.word)),
    ];
  }

  /**
   * A new round, or what a phone of the team handed in: every lever where it stands.
   * @param {State} state
   * @param {TeamView} view
   */
  begin(state, view) {
    if (this.round !== state.round || view.times !== this.game.mine) this.forecast.replaceChildren();
    this.round = state.round;
    this.times = view.times;
    this.draft = Object.fromEntries(view.decisions.map(({ key, stands }) => [key, stands]));
    if (view.handed_in) Object.assign(this.draft, view.handed_in);
  }

  /**
   * An aim: what it was before, in the last year, and over all so far; what counts at the end stands out.
   * @param {State} state
   * @param {import("./talk.js").Aim} aim
   * @returns {Node[]}
   */
  aim(state, { title, form, higher, stands, before, years, reached }) {
    const { game } = this;
    const words = `${game.t(higher ? "higher" : "lower")}, ${game.t(countsOf(stands, form))}`;
    const cell = (/** @type {string} */ label, /** @type {string} */ value, own = false) =>
      h("dd", { class: own ? "counts" : "" }, h("small", {}, label), " ", h(own ? "strong" : "span", {}, value));
    const year = state.first_year + years.length - 1;
    return [h("dt", {}, game.both(title), h("small", {}, words)),
      cell(game.t("year_before"), inYear(game, form, before), !years.length),
      ...years.slice(-1).map((value) => cell(game.t("year_now", { year }), inYear(game, form, value), stands)),
      ...(reached !== null && !stands ? [cell(game.t(form === "years" ? "so_far" : "mean_so_far"),
        overYears(game, form, reached, years.length), true)] : [])];
  }

  /**
   * What the model chose last year, or what stood, where this team handed nothing in.
   * @param {State} state
   * @param {TeamView} view
   * @returns {Node[]}
   */
  left(state, view) {
    const { game } = this;
    const own = state.happened.find(({ name }) => name === view.name);
    if (!own?.chosen.length) return [];
    const year = state.first_year + state.round - 1;
    return [h("section", { class: "stood", id: "game-left" },
      h("p", {}, game.t(own.keeps ? "own_kept" : "own_model", { year })),
      h("ul", {}, ...own.chosen.map(({ title, to }) =>
        h("li", {}, game.t("chosen", { title: game.both(title), value: worded(game, to) })))))];
  }

  /**
   * @param {State} state
   * @param {TeamView} view
   * @returns {Node[]}
   */
  deciding(state, view) {
    const { game } = this;
    if (state.over) return [h("p", { class: "brief" }, game.t("over"))];
    if (!view.alive) return [h("p", { class: "brief" }, game.t("gone"))];
    const forecast = ready(state) ? [h("button", { type: "button", disabled: game.waits,
      click: () => void this.ask() }, game.t("forecast"))] : [];
    return [
      h("section", { class: "decisions" },
        h("h2", {}, game.t("this_year", { year: state.first_year + state.round })),
        view.free_posts === null ? null : h("p", { class: "note" },
          game.t("free_posts", { posts: told(game.language, "number", view.free_posts) })),
        ...view.decisions.map((decision) => this.decision(decision))),
      this.handed(view),
      h("div", { class: "closing" }, h("button", { type: "button", class: "main", disabled: game.waits,
        click: () => void game.handIn(this.draft) }, game.t(view.handed_in ? "hand_in_again" : "hand_in")),
      ...forecast),
      this.forecast,
    ];
  }

  /**
   * Who handed in, or what happens if nobody does.
   * @param {TeamView} view
   * @returns {Node}
   */
  handed(view) {
    const { game } = this;
    if (!view.handed_in) return h("p", { class: "note" }, game.t(view.keeps ? "if_not_keeps" : "if_not_model"));
    const key = view.times === game.mine ? "handed" : "handed_other";
    return h("p", { class: `handed ${key === "handed" ? "" : "other"}`, role: "status" }, game.t(key));
  }

  /**
   * @param {Decision} decision
   * @returns {Node}
   */
  decision(decision) {
    return decision.choices.length ? this.choice(decision) : this.share(decision);
  }

  /**
   * @param {Decision} decision
   * @returns {Node}
   */
  share({ key, title, low, high, months_left: months }) {
    const { game } = this;
    const year = (game.state?.first_year ?? 0) + this.round;
    const write = () => told(game.language, "share", Number(this.draft[key]));
    const shown = h("output", { for: `game-${key}` }, write());
    const all = h("small", { class: "of-all", "data-of": key }, this.ofAll(key));
    const input = h("input", {
      type: "range", id: `game-${key}`, min: low, max: high, step: STEP, "aria-valuetext": write(),
      input: (event) => {
        this.draft[key] = Number(/** @type {HTMLInputElement} */ (event.target).value);
        shown.textContent = write();
        input.setAttribute("aria-valuetext", write());
        input.style.setProperty("--at", String(this.draft[key]));
        for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".of-all"))) {
          each.textContent = this.ofAll(each.dataset.of ?? "");
        }
      },
    });
    input.value = String(this.draft[key]);
    input.style.setProperty("--at", String(this.draft[key]));
    return h("div", { class: "decision" },
      h("div", { class: "head" }, h("label", { for: `game-${key}` }, game.both(title)), shown), input, all,
      ...(months > 1 ? [h("small", {}, game.t(months < YEAR ? "ends_in" : "goes_on", {
        month: lastMonth(game.language, year, months),
      }))] : []));
  }

  /**
   * What a share of a share comes to.
   * @param {string} key
   * @returns {string}
   */
  ofAll(key) {
    const { game } = this;
    const found = shareOfAll(this.draft, key);
    if (!found) return "";
    const posts = game.view?.free_posts ?? 0;
    return found.base * posts < STEP / 2 ? game.t("of_nothing")
      : game.t("of_free_posts", { share: told(game.language, "share", found.share) });
  }

  /**
   * @param {Decision} decision
   * @returns {Node}
   */
  choice({ key, title, choices }) {
    const { game } = this;
    const select = h("select", {
      id: `game-${key}`,
      change: (event) => {
        this.draft[key] = choices[Number(/** @type {HTMLSelectElement} */ (event.target).selectedIndex)][0];
      },
    }, ...choices.map(([, words]) => h("option", {}, game.both(words))));
    select.selectedIndex = Math.max(0, choices.findIndex(([value]) => value === this.draft[key]));
    return h("div", { class: "decision" },
      h("div", { class: "head" }, h("label", { for: `game-${key}` }, game.both(title))), select);
  }

  async ask() {
    const { game } = this;
    const found = await game.forecast(this.draft);
    const { state, view } = game;
    if (!found || !view || !state) return;
    this.forecast.replaceChildren(...(found.length ? foreseen(game, state, view.aims, found)
      : [h("p", {}, game.t("forecast_wait"))]));
  }
}
