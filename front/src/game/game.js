// The game on one device: where it stands in the address (#game=1234&team=…&word=…&l=fr), and what it asks for.

import { h } from "../dom.js";
import { beginning, MOST_ROUNDS } from "./beginning.js";
import { board } from "./board.js";
import { frame, LANGUAGES } from "./frame.js";
import { after, ending } from "./reveal.js";
import { AGAIN, ask, listen, Refusal } from "../server.js";
import { linksOf } from "../share.js";
import { ready } from "./talk.js";
import { Team } from "./team.js";
import { say } from "./words.js";

/** @typedef {import("../data.js").Language} Language */
/** @typedef {import("./talk.js").State} State */

/** @type {import("./talk.js").Latest} */
const NOTHING = { lecturer: false, code: null, to_go_on_with: null }; // known: asked for again

/** Whether an address is the game's. @param {string} hash */
export const isGame = (hash) => /^#game\b/.test(hash);

export class Game {
  /**
   * @param {HTMLElement} root
   * @param {{name: string, en: string, fr: string}[]} scenarios
   * @param {Language} language
   */
  constructor(root, scenarios, language) {
    this.scenarios = scenarios;
    const words = new URLSearchParams(location.hash.slice(1));
    const named = /** @type {Language} */ (words.get("l"));
    this.language = LANGUAGES.includes(named) ? named : language;
    this.code = words.get("game") ?? "";
    this.shown = "";
    this.team = words.get("team") ?? "";
    this.word = words.get("word") ?? "";
    this.lecturer = false;
    this.busy = false;
    this.large = words.get("room") === "1";
    this.lost = false;
    this.problem = "";
    this.refused = false;
    this.chosen = { scenario: "", rounds: MOST_ROUNDS, world: words.get("world") ?? "" };
    /** @type {import("./talk.js").ToGoOnWith | null} */
    this.before = null;
    /** @type {State | null} */
    this.state = null;
    /** @type {import("./talk.js").TeamView | null} */
    this.view = null;
    /** @type {import("./talk.js").Revealed[] | null} */
    this.reveal = null;
    /** @type {{close: () => void} | null} */
    this.source = null;
    this.heard = Promise.resolve();
    /** @type {import("../share.js").Links | null} */
    this.links = null;
    /** @type {number | null} */
    this.lastWorld = null;
    this.own = new Team(this);
    this.main = h("main", { class: "game" });
    this.notice = h("p", { class: "notice", role: "alert" });
    this.header = h("header");
    root.append(this.header, this.notice, this.main);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.refresh();
    });
    void this.find();
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [places]
   */
  t(key, places) {
    return say(this.language, key, places);
  }

  /** @param {import("./talk.js").Both} words */
  both(words) {
    return words[this.language];
  }

  /** The game of the address, or the one that is on unless it was left; until there is one, ask again. */
  async find(left = false) {
    /** @type {import("./talk.js").Latest | null} */
    const found = await this.trying(() => ask("games"));
    const { lecturer, code, to_go_on_with: before } = found ?? NOTHING;
    Object.assign(this, { lecturer, before });
    if (!this.code && !left && !before?.resumed) this.code = code ?? "";
    if (this.code) await this.enter();
    else if (!lecturer) window.setTimeout(() => void this.find(), AGAIN);
    this.draw();
  }

  async enter() {
    this.writeAddress();
    await this.refresh();
    if (this.refused && !this.state) { // the game is not here any more: the one that is on, if one is
      this.go("");
      return void window.setTimeout(() => void this.find(), AGAIN);
    }
    if (this.lecturer) this.links = await this.trying(() => linksOf(`game=${this.code}`));
    this.source?.close();
    const { code } = this;
    this.source = listen(`games/${code}/events`, "state", (state) => void this.hear(state, code), (lost) => {
      if (this.lost === lost) return;
      this.lost = lost;
      if (!lost) this.problem = "";
      this.draw();
    });
  }

  /** Whether nothing can be asked for now: the server is at work, or cannot be reached. */
  get waits() {
    return this.busy || this.lost;
  }

  /** To the game that was on before, or that was begun since. @param {{code: string}} other */
  async goOn({ code }) {
    this.go(code);
    await this.working(() => this.enter());
  }

  /** Nothing of the game before stays. @param {string} code */
  go(code) {
    Object.assign(this, { code, team: "", word: "", state: null, view: null, reveal: null });
  }

  async refresh() {
    if (!this.code) return;
    const state = await this.trying(() => ask(`games/${this.code}`));
    if (state) await this.hear(state);
  }

  /**
   * One state after the other, whatever order they come in.
   * @param {State} state
   * @param {string} code of the game that it is a state of
   */
  hear(state, code = this.code) {
    const late = () => code !== this.code || state.version < (this.state?.version ?? 0);
    this.heard = this.heard.catch(() => {}).then(() => (late() ? undefined : this.take(state)));
    return this.heard;
  }

  /** @param {State} state */
  async take(state) {
    const moved = this.state?.round !== state.round;
    this.state = state;
    if (this.team && (moved || !this.view)) await this.look();
    else await this.inStep();
    if (state.revealed && !this.reveal) this.reveal = await this.trying(() => ask(`games/${this.code}/reveal`));
    const shown = [state.round, state.revealed, !this.reveal, ready(state), this.view?.times, state.latest].join();
    if (this.team && shown === this.shown) return; // what the others do draws nothing anew under a finger
    this.shown = shown;
    this.draw();
  }

  /** What another phone of the team handed in. */
  async inStep() {
    const own = this.state?.teams.find(({ name }) => name === this.team);
    if (own && this.view && !this.busy && own.times !== this.view.times) await this.look();
  }

  /** The count at which this phone handed in last. */
  get mine() {
    return Number(sessionStorage.getItem(`${this.code} ${this.team} ${this.word}`));
  }

  set mine(times) {
    sessionStorage.setItem(`${this.code} ${this.team} ${this.word}`, String(times));
  }

  async look() {
    const view = await this.trying(() => ask(`games/${this.code}/view`, { words: this.seat() }));
    if (view) this.view = view;
    else if (this.refused) this.team = this.word = ""; // not where the network is lost for a moment
  }

  /** @returns {[string, string][]} */
  seat() {
    return [["team", this.team], ["word", this.word]];
  }

  /** @param {{name: string, taken: boolean}} team */
  async join(team) {
    const word = team.taken ? window.prompt(this.t("word_ask")) : "";
    if (word === null) return;
    const view = await this.trying(() =>
      ask(`games/${this.code}/teams/${team.name}`, { method: "POST", words: [["word", word.trim()]] }));
    if (!view) return;
    this.team = team.name;
    this.word = view.word;
    this.view = view;
    this.writeAddress();
    this.draw();
  }

  /** @param {{name: string}} team */
  free(team) {
    return this.trying(() => ask(`games/${this.code}/teams/${team.name}`, { method: "DELETE" }));
  }

  /** @param {Record<string, number | string>} decisions */
  async handIn(decisions) {
    const view = await this.working(() =>
      ask(`games/${this.code}/decisions`, { method: "PUT", words: this.seat(), body: { decisions } }));
    if (view) {
      this.view = view;
      this.mine = view.times;
    }
    await this.inStep();
    this.draw();
  }

  /**
   * @param {Record<string, number | string>} decisions
   * @returns {Promise<import("./talk.js").Forecast[] | null>}
   */
  forecast(decisions) {
    return this.trying(() =>
      ask(`games/${this.code}/forecast`, { method: "POST", words: this.seat(), body: { decisions } }));
  }

  async closeRound() {
    await this.working(() => ask(`games/${this.code}/rounds`, { method: "POST" }));
    this.draw();
  }

  /**
   * @param {string} scenario
   * @param {number} rounds
   * @param {number | null} world null: any
   */
  async begin(scenario, rounds, world) {
    const game = await this.working(() => ask("games", { method: "POST", body: { scenario, rounds, world } }));
    if (game) await this.goOn(game);
  }

  /**
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T | null>}
   */
  async working(act) {
    this.busy = true;
    this.draw();
    const result = await this.trying(act);
    this.busy = false;
    this.draw();
    return result;
  }

  /**
   * What goes wrong is said, not thrown.
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T | null>}
   */
  async trying(act) {
    try {
      const result = await act();
      this.problem = "";
      return result;
    } catch (error) {
      this.refused = error instanceof Refusal && error.status === 422; // a door that has changed is no lost seat
      this.problem = error instanceof TypeError ? this.t("lost")
        : this.t("wrong", { why: error instanceof Error ? error.message : String(error) });
      return null;
    } finally {
      this.notice.textContent = this.problem;
    }
  }

  writeAddress() {
    const words = new URLSearchParams({ game: this.code });
    if (this.team) words.set("team", this.team);
    if (this.word) words.set("word", this.word);
    words.set("l", this.language);
    if (this.large) words.set("room", "1");
    history.replaceState(null, "", `#${words}`);
  }

  draw() {
    document.documentElement.lang = this.language;
    document.documentElement.classList.toggle("large", this.large);
    document.title = this.t("page");
    const at = document.activeElement?.id;
    this.header.replaceChildren(...frame(this));
    this.notice.textContent = this.lost ? this.t("lost") : this.problem;
    const { state, view } = this;
    if (!state) this.main.replaceChildren(...this.lobby());
    else if (this.team && view) {
      this.main.replaceChildren(h("div", { class: "team-view" }, ...this.own.drawn(state, view)), ...ending(this),
        ...after(this));
    } else this.main.replaceChildren(...board(this, state, ending(this)));
    if (at) document.getElementById(at)?.focus();
  }

  /** @returns {Node[]} */
  lobby() {
    if (this.busy) {
      return [h("p", { class: "brief", role: "status" }, this.t("preparing")),
        h("progress", { "aria-label": this.t("preparing") })];
    }
    if (!this.lecturer) return [h("h1", {}, this.t("page")), h("p", { class: "brief" }, this.t("none"))];
    return beginning(this);
  }

  /** To a new game; the one that is on can be gone back to. */
  async leave() {
    this.source?.close();
    this.lastWorld = this.state?.world ?? null;
    this.go("");
    this.lost = false;
    history.replaceState(null, "", `#game&l=${this.language}${this.large ? "&room=1" : ""}`);
    await this.find(true);
  }
}
