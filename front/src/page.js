// The page: its parts, and what becomes of a change.

import { answerOf, questionOf } from "./answer.js";
import { Dialogs } from "./dialogs.js";
import { Dimensions } from "./dimensions.js";
import { bold, h } from "./dom.js";
import { Exact } from "./exact.js";
import { written } from "./format.js";
import { isGame } from "./game/game.js";
import { Lesson } from "./lesson.js";
import { Cases } from "./lesson_cases.js";
import { basis, heard, sentence } from "./lesson_scene.js";
import { begun, storyOf, voted } from "./lesson_state.js";
import { told } from "./lesson_stories.js";
import { Levers } from "./levers.js";
import { Lines } from "./lines.js";
import { Newcomers } from "./newcomers.js";
import { Picture } from "./picture.js";
import { RoomVotes } from "./room_votes.js";
import { Scene } from "./scene.js";
import { asIs, fromHash, initial, toHash } from "./state.js";
import { Story } from "./story.js";
import { Table } from "./table.js";
import { Tabs } from "./tabs.js";
import { Years } from "./years.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./data.js").Language} Language */

const SETTLED = 800;
const ADDRESSED = 300;
const UNBROKEN = "\u2011"; // a hyphen at which no line ends
const LANGUAGES = /** @type {const} */ (["en", "fr"]);

export class Page {
  /**
   * @param {HTMLElement} root
   * @param {import("./model.js").Model} model
   * @param {Language} language
   * @param {import("./exact.js").Served | null} [served] what a server behind the page tells it
   */
  constructor(root, model, language, served = null) {
    this.model = model;
    this.cases = new Cases(model);
    /** @type {import("./lesson_votes.js").Ballot} */
    this.ballot = (story, option, by) => this.change({ votes: voted(this.state.votes, story, option, by) });
    this.votes = served ? new RoomVotes((story, counts) => this.hearVotes(story, counts)) : null;
    if (this.votes) this.ballot = (...vote) => void this.votes?.cast(...vote);
    this.waiting = 0;
    this.settling = 0;
    this.addressing = 0;
    this.otherwise = initial(model.data, language, served?.start);
    const read = fromHash(model.data, location.hash, this.otherwise);
    /** @type {State} */
    this.state = read.state;
    this.understood = read.understood;
    this.dialogs = new Dialogs(root, served !== null);
    this.exact = served ? new Exact(model, () => this.soon()) : null;
    this.title = h("h1");
    this.answer = h("p", { class: "answer" });
    this.notice = h("p", { class: "notice" });
    this.footer = h("footer");
    this.said = h("p", { class: "sr", "aria-live": "polite", id: "said" });
    this.room = h("button", { type: "button", class: "room", click: () => this.change({ room: !this.state.room }) });
    this.share = h("button", { type: "button", click: () => this.dialogs.share() });
    this.play = h("a", { class: "button", href: "#game", hidden: served === null });
    this.lessonButton = h("button", { type: "button", id: "lesson-button", click: () => this.toggleLesson() });
    this.languageButtons = LANGUAGES.map((language) =>
      h("button", { type: "button", lang: language, click: () => this.change({ language }) }, language.toUpperCase()));
    this.languages = h("div", { class: "languages", role: "group" }, ...this.languageButtons);
    const places = this.places(root);
    this.centre = places.centre;
    this.main = places.lesson.main;
    const years = new Years(places.years);
    this.parts = [
      new Tabs(places.tabs, places.panels),
      new Levers(places.levers, model.data, { reproduce: () => this.dialogs.reproduce() }),
      years, new Lines(places.lines),
      new Story(places.story, () => this.change({ organization: null })), this.dialogs,
      ...(this.exact ? [this.exact] : []), ...(this.votes ? [this.votes] : []),
    ];
    const cast = /** @type {import("./lesson_votes.js").Ballot} */ ((...vote) => this.ballot(...vote));
    this.lesson = new Lesson(places.lesson, {
      cast, room: () => this.votes, play: () => years.toggle(), reproduce: () => this.dialogs.reproduce(),
    });
    const { panels } = places;
    this.views = {
      organizations: new Picture(panels.organizations), dimensions: new Dimensions(panels.dimensions),
      newcomers: new Newcomers(panels.newcomers), table: new Table(panels.table),
    };
    addEventListener("hashchange", () => this.readAddress());
    new ResizeObserver(() => this.soon()).observe(this.centre);
    this.draw();
  }

  /** Not at every step of a slider: browsers count how often a page writes its address. */
  writeAddress() {
    if (this.votes && isGame(location.hash)) return; // the game is being opened
    const hash = toHash(this.model.data, this.state);
    if (this.understood && location.hash !== hash) history.replaceState(null, "", hash);
  }

  readAddress() {
    if (location.hash === toHash(this.model.data, this.state)) return;
    const { state, understood } = fromHash(this.model.data, location.hash, this.otherwise);
    this.state = state;
    this.understood = understood;
    this.soon();
  }

  /**
   * Where the parts stand.
   * @param {HTMLElement} root
   */
  places(root) {
    const levers = h("section", { class: "levers" });
    const [lines, tabs, years] = ["lines", "tabs", "years"].map((name) => h("div", { class: name }));
    const story = h("aside", { class: "story", hidden: true });
    const panels = {
      organizations: h("div", { class: "panel" }), dimensions: h("div", { class: "panel" }),
      newcomers: h("div", { class: "panel scroll", tabindex: 0 }),
      table: h("div", { class: "panel scroll", tabindex: 0 }),
    };
    const centre = h("section", { class: "centre" }, tabs,
      h("div", { class: "card" }, ...Object.values(panels)), years);
    const [panel, sheet] = ["lesson", "sheet"].map((name) => h("section", { class: name, hidden: true }));
    const chooser = h("div", { class: "tale", hidden: true });
    const bar = h("nav", { class: "bar", hidden: true });
    const main = h("main", {}, h("div", { class: "question" }, this.title, this.answer, this.notice), panel, centre,
      sheet, levers, lines, story);
    root.append(
      h("header", {}, h("span", { class: "brand" }, "partnersim"), chooser, this.lessonButton, this.play, this.room,
        this.share, this.languages),
      bar, main, this.footer, this.said,
    );
    return { centre, levers, lines, tabs, years, story, panels, lesson: { chooser, bar, panel, sheet, main } };
  }

  /** @param {Partial<State>} change */
  change(change) {
    this.state = { ...this.state, ...change };
    this.understood = true;
    if (this.state.organization !== null && !this.sceneNow().dots.source.packed.names
      .includes(this.state.organization)) this.state.organization = null;
    this.soon();
  }

  /**
   * Counts of the room take the place of those in the address.
   * @param {string} story
   * @param {number[]} counts
   */
  hearVotes(story, counts) {
    this.change({ votes: { ...this.state.votes, [story]: counts.slice(0, storyOf(story).options.length) } });
  }

  /** Into the lesson, from its beginning; out of it, into the laboratory with what was shown, if it has that. */
  toggleLesson() {
    const { lesson } = this.sceneNow();
    if (!lesson) {
      this.change({ lesson: begun("drift"), organization: null, year: 0 });
      return;
    }
    const setting = lesson.lesson.step > 1 ? lesson.forLaboratory() : null;
    const year = this.model.data.years.length - 1;
    const shown = setting ? { setting, pin: asIs(this.model.data, 0) } : {};
    this.change({ lesson: null, organization: null, year, ...shown });
  }

  sceneNow() {
    return new Scene(this.model, this.state, (change) => this.change(change), this.cases);
  }

  /** Draw before the next frame, once for all that changed. */
  soon() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.waiting = 0;
    const { state } = this;
    document.documentElement.lang = state.language;
    document.documentElement.classList.toggle("large", state.room);
    const scene = this.sceneNow();
    this.scene = scene;
    document.title = scene.t("page");
    this.writeFrame(scene);
    this.lesson.update(scene);
    this.main.dataset.view = scene.state.view;
    for (const part of this.parts) part.update(scene);
    this.views[scene.state.view].update(scene);
    clearTimeout(this.addressing);
    this.addressing = window.setTimeout(() => this.writeAddress(), ADDRESSED);
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.announce(scene), SETTLED);
  }

  /** @param {Scene} scene */
  announce(scene) {
    if (scene.view.estimated && this.exact && !this.exact.lost) return; // what is exact settles it
    const title = this.title.textContent?.replaceAll(UNBROKEN, "-") ?? "";
    const text = `${title} ${this.answer.textContent ?? ""}${heard(scene)}`;
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  /** @param {Scene} scene */
  writeFrame(scene) {
    const { view, language, lesson } = scene;
    const title = lesson ? told(language, lesson.story.question) : questionOf(view, language);
    this.title.replaceChildren(title.replaceAll("-", UNBROKEN));
    const answer = lesson ? sentence(lesson, scene) : answerOf(view, scene.pinned, language);
    const error = view.finalError("identity_mean");
    const badge = view.estimated && error < Infinity ? [" ", h("span", { class: "tag estimate" },
      scene.t("estimate", { error: written(language, ".3f", error) }))] : [];
    this.answer.replaceChildren(...bold(answer.replaceAll("-", UNBROKEN)), ...badge, ...this.progress(scene),
      ...(lesson ? [" ", h("span", { class: "basis" }, basis(lesson, scene))] : []));
    this.notice.replaceChildren(this.understood ? "" : scene.t("bad_link"));
    this.room.replaceChildren(scene.t("room"));
    this.room.setAttribute("aria-pressed", String(scene.state.room));
    this.share.replaceChildren(scene.t("share"));
    this.play.replaceChildren(scene.t("game"));
    this.play.setAttribute("href", `#game&l=${language}${scene.state.room ? "&room=1" : ""}`);
    this.lessonButton.replaceChildren(scene.t(lesson ? "lesson_leave" : "lesson"));
    this.languages.setAttribute("aria-label", scene.t("language"));
    this.languageButtons.forEach((button, n) =>
      button.setAttribute("aria-pressed", String(LANGUAGES[n] === language)));
    this.writeNotes(scene);
  }

  /**
   * How many exact runs there are, where a server makes them.
   * @param {Scene} scene
   * @returns {(Node | string)[]}
   */
  progress(scene) {
    if (!this.exact || scene.view.stored) return [];
    const { done, of } = scene.exact ?? { done: 0, of: scene.data.runs };
    const key = this.exact.lost ? "exact_lost" : done < of ? "exact_progress" : "exact_runs";
    return [" ", h("span", { class: "tag exact" }, scene.t(key, { done, of }))];
  }

  /** @param {Scene} scene */
  writeNotes(scene) {
    const { view, data } = scene;
    const points = (this.model.bands?.scenarios[0].points.length ?? 0) / data.levers.length;
    const thesis = scene.lesson?.lesson.reading === "thesis";
    const runs = !view.estimated || !this.model.estimable(view.setting)
      ? scene.t(thesis ? "footer_thesis" : "footer_runs", { runs: view.numbers.length })
      : scene.t("footer_estimate", { runs: data.runs, points });
    this.footer.replaceChildren(h("span", {}, runs), h("span", {}, scene.t("footer_claim")));
  }
}

