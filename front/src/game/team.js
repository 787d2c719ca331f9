// What a team sees: who it is, what it is after, and what it decides this year.

import { h } from "../dom.js";
import { moved, told } from "./numbers.js";

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").State} State */
/** @typedef {import("./talk.js").TeamView} TeamView */
/** @typedef {import("./talk.js").Decision} Decision */
/** @typedef {Record<string, number | string>} Draft */

const STEP = 0.01;

export class Team {
  /** @param {Game} game */
  constructor(game) {
    this.game = game;
    /** @type {Draft} */
    this.draft = {};
    this.round = -1;
    this.forecast = h("div", { class: "forecast", "aria-live": "polite" });
  }

  /**
   * @param {State} state
   * @param {TeamView} view
   * @returns {Node[]}
   */
  drawn(state, view) {
    const { game } = this;
    if (this.round !== state.round) this.begin(state, view);
    const round = Math.min(state.round + 1, state.rounds);
    return [
      h("p", { class: "you" }, game.t("you_are", { round, rounds: state.rounds })),
      h("h1", {}, game.both(view.title)), h("p", { class: "brief" }, game.both(view.brief)),
      h("section", { class: "aims" }, h("h2", {}, game.t("aims")),
        h("dl", {}, ...view.aims.flatMap((aim) => this.aim(aim)))),
      ...this.deciding(state, view),
      h("p", { class: "note" }, game.t("word_note"), " ", h("strong", { class: "room-code" }, game.word)),
    ];
  }

  /**
   * A new round: every lever where it stands.
   * @param {State} state
   * @param {TeamView} view
   */
  begin(state, view) {
    this.round = state.round;
    this.draft = Object.fromEntries(view.decisions.map(({ key, stands }) => [key, stands]));
    if (view.handed_in) Object.assign(this.draft, view.handed_in);
    this.forecast.replaceChildren();
  }

  /**
   * @param {import("./talk.js").Aim} aim
   * @returns {Node[]}
   */
  aim({ title, form, higher, stands, before: start, years }) {
    const { game } = this;
    const every = [start, ...years];
    const last = told(game.language, form, every[every.length - 1]);
    const before = years.length ? ` ← ${told(game.language, form, every[every.length - 2])}` : "";
    const words = `${game.t(higher ? "higher" : "lower")}, ${game.t(stands ? "end_of" : "mean_of")}`;
    return [h("dt", {}, game.both(title), h("small", {}, words)),
      h("dd", {}, h("strong", {}, last), h("small", {}, before))];
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
    const ready = state.prepared ? [h("button", { type: "button", disabled: game.busy,
      click: () => void this.ask() }, game.t("forecast"))] : [];
    return [
      h("section", { class: "decisions" }, h("h2", {}, game.t("this_year")),
        ...view.decisions.map((decision) => this.decision(decision))),
      h("div", { class: "closing" }, h("button", { type: "button", class: "main", disabled: game.busy,
        click: () => void game.handIn(this.draft) }, game.t(view.handed_in ? "hand_in_again" : "hand_in")), ...ready),
      ...(view.handed_in ? [h("p", { class: "handed", role: "status" }, game.t("handed"))] : []),
      this.forecast,
    ];
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
  share({ key, title, low, high }) {
    const { game } = this;
    const write = () => told(game.language, "share", Number(this.draft[key]));
    const shown = h("output", { for: `game-${key}` }, write());
    const input = h("input", {
      type: "range", id: `game-${key}`, min: low, max: high, step: STEP, "aria-valuetext": write(),
      input: (event) => {
        this.draft[key] = Number(/** @type {HTMLInputElement} */ (event.target).value);
        shown.textContent = write();
        input.setAttribute("aria-valuetext", write());
        input.style.setProperty("--at", String(this.draft[key]));
      },
    });
    input.value = String(this.draft[key]);
    input.style.setProperty("--at", String(this.draft[key]));
    return h("div", { class: "decision" },
      h("div", { class: "head" }, h("label", { for: `game-${key}` }, game.both(title)), shown), input);
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
    const spreads = await game.forecast(this.draft);
    const view = game.view;
    if (!spreads || !view) return;
    const rows = spreads.map((spread, n) => {
      const { title, form } = view.aims[n];
      const [low, middle, high] = [spread.low, spread.middle, spread.high]
        .map((value) => moved(game.language, form, value));
      return h("li", {}, game.t("forecast_range", { title: game.both(title), low, middle, high }));
    });
    this.forecast.replaceChildren(...(rows.length
      ? [h("h2", {}, game.t("forecast_title")), h("ul", {}, ...rows),
        h("p", { class: "note" }, game.t("forecast_note"))]
      : [h("p", {}, game.t("forecast_wait"))]));
  }
}
