// The screen at the front: the round, the teams, what happened, and lines beside the model alone.

import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { h, s } from "../dom.js";
import { apart } from "../lines.js";
import { FORMS, told, worded } from "./numbers.js";
import { after } from "./reveal.js";
import { ready } from "./talk.js";

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").State} State */

// In the picture's own units, letters too, so that it is the same at any size.
const SIZE = { width: 440, height: 172, left: 88, right: 104, top: 15, bottom: 30 };
// Above the table of the reveal, so that one screen shows both: its height by how many teams were played.
const HIGH = [300, 300, 270, 200, 150, 108];
const WIDE = { left: 118, right: 128 }; // larger letters there
const NEAR = 20; // letters that would stand on one another

/**
 * Teams on one side, lines on the other; the reveal stands below the lines.
 * @param {Game} game
 * @param {State} state
 * @param {Node[]} end
 * @returns {Node[]}
 */
export function board(game, state, end) {
  const side = h("div", { class: "side" },
    ...(state.over ? [] : [h("ul", { class: "teams" }, ...state.teams.map((team) => card(game, team)))]),
    ...(game.lecturer && !state.over ? [closing(game, state)] : []), ...changed(game, state),
    ...preparing(game, state), ...end);
  const beside = state.round ? [lines(game, state)]
    : game.lecturer && game.links ? [invitation(game, game.links)] : [];
  return [
    top(game, state),
    game.reveal ? h("div", { class: "front revealed" }, ...beside, side)
      : h("div", { class: "front" }, side, ...beside),
    ...(state.round && !state.revealed ? [happened(game, state)] : []),
  ];
}

/**
 * The round and its years; once all is revealed, what is left to do stands in their place.
 * @param {Game} game
 * @param {State} state
 * @returns {Node}
 */
function top(game, state) {
  return h("div", { class: "round" },
    h("div", {}, h("h1", {}, heading(game, state)), h("p", {}, game.both(state.scenario),
      " · ", h("span", { title: game.t("world_note") },
        game.t(game.reveal ? "world" : "world_of_many", { world: state.world })))),
    ...(game.reveal ? after(game) : [strip(state)]));
}

/**
 * That the world is not the one whose number was typed, until the first round is closed.
 * @param {Game} game
 * @param {State} state
 * @returns {Node[]}
 */
function changed(game, { asked, world, round }) {
  return game.lecturer && asked && !round
    ? [h("p", { class: "notice", id: "game-world-changed" }, game.t("world_changed", { asked, world }))] : [];
}

/**
 * How many other runs are made, for the lecturer, until all are.
 * @param {Game} game
 * @param {State} state
 * @returns {Node[]}
 */
function preparing(game, state) {
  if (!game.lecturer || ready(state)) return [];
  const words = game.t("others", { count: state.others, all: state.others_wanted });
  return [h("p", { class: "note" }, words, " ",
    h("progress", { value: state.others, max: state.others_wanted, "aria-label": words }))];
}

/**
 * @param {Game} game
 * @param {State} state
 * @returns {string}
 */
function heading(game, state) {
  if (state.over) return game.t("over");
  const round = game.t("round", { round: state.round + 1, rounds: state.rounds });
  return `${round} · ${game.t("budget", { year: state.first_year + state.round })}`;
}

/** The years, those that are lived filled. @param {State} state @returns {Node} */
function strip(state) {
  const years = Array.from({ length: state.rounds }, (_, n) => n);
  return h("ol", { class: "strip" }, ...years.map((n) => h("li", {
    class: n < state.round ? "lived" : n === state.round ? "here" : "",
    "aria-current": n === state.round ? "step" : null,
  }, String(state.first_year + n))));
}

/**
 * @param {import("./talk.js").TeamState} team
 * @returns {"free" | "decided" | "deciding"}
 */
function statusOf(team) {
  if (!team.taken) return "free";
  return team.handed_in ? "decided" : "deciding";
}

/**
 * @param {Game} game
 * @param {import("./talk.js").TeamState} team
 * @returns {Node}
 */
function card(game, team) {
  const status = statusOf(team);
  const name = game.both(team.title);
  const join = game.t(game.lecturer ? "play_here" : "join");
  const joins = !(game.lecturer && team.taken)
    ? [h("button", { type: "button", class: game.lecturer ? "small" : null, disabled: game.lost,
      "aria-label": `${join}: ${name}`, click: () => game.join(team) }, join)] : [];
  const frees = game.lecturer && team.taken
    ? [h("button", { type: "button", class: "small", disabled: game.lost, "aria-label": `${game.t("release")}: ${name}`,
      click: () => game.free(team) }, game.t("release"))] : [];
  return h("li", { class: status }, h("strong", {}, name),
    h("span", { class: "status" }, game.t(status)), ...joins, ...frees);
}

/**
 * How the class comes in: a code to scan, an address to type.
 * @param {Game} game
 * @param {import("../share.js").Links} links
 * @returns {Node}
 */
function invitation(game, { links: [first], code }) {
  if (!first) return h("p", { class: "note" }, game.t("invite_alone"));
  return h("section", { class: "shared" }, h("img", { class: "code", src: first.picture, alt: game.t("scan") }),
    h("div", {}, h("p", { class: "place" }, new URL(first.link).host),
      h("p", {}, game.t("invite"), h("strong", { class: "room-code" }, code))));
}

/**
 * @param {Game} game
 * @param {State} state
 * @returns {Node}
 */
function closing(game, state) {
  const taken = state.teams.filter((team) => team.taken).length;
  const count = state.teams.filter((team) => team.handed_in).length;
  return h("div", { class: "closing" },
    h("button", { type: "button", class: "main", disabled: game.waits, click: () => game.closeRound() },
      game.t(game.busy ? "working" : "close")),
    h("span", {}, taken ? game.t("close_note", { count, taken }) : game.t("close_none")),
    h("button", { type: "button", class: "small", id: "game-leave", click: () => {
      if (window.confirm(game.t("leave_sure"))) game.leave();
    } }, game.t("again")));
}

/**
 * @param {Game} game
 * @param {State} state
 * @returns {Node}
 */
function happened(game, state) {
  const year = state.first_year + state.round - 1;
  const moves = state.happened.flatMap(({ title, moves: of, handed_in, keeps, chosen }) => {
    const team = game.both(title);
    if (!handed_in) return [h("li", {}, h("strong", {}, team), " ", left(game, keeps, chosen))];
    if (!of.length) return [h("li", {}, game.t("nothing_moved", { team }))];
    return [h("li", {}, h("strong", {}, team), ` — ${of.map((move) => moved(game, move)).join("; ")}`)];
  });
  const doors = /** @type {[string, string[]][]} */ ([["shut", state.closed], ["opened", state.founded]])
    .filter(([, names]) => names.length).map(([key, names]) => game.t(key, { count: names.length,
      ...(key === "shut" ? { names: listed(game, state, names) } : {}) }));
  return h("section", { class: "happened" }, h("h2", {}, game.t("happened", { year })),
    h("ul", {}, ...moves, ...(doors.length ? [h("li", {}, doors.join(" "))] : [])));
}

/**
 * What became of a team's levers where it handed nothing in: what the model chose anew; its phone says all.
 * @param {Game} game
 * @param {boolean} keeps
 * @param {import("./talk.js").Told["chosen"]} chosen
 * @returns {string}
 */
function left(game, keeps, chosen) {
  if (!chosen.length) return game.t("nothing_closed");
  if (keeps) return game.t("nothing_kept");
  const anew = chosen.filter(({ from, to }) => worded(game, from) !== worded(game, to));
  return anew.length ? `${game.t("nothing_model")} — ${anew.map((move) => moved(game, move)).join("; ")}`
    : game.t("nothing_alike");
}

/**
 * Names that a class knows: of the organisations that teams play, and of others; all where they are few.
 * @param {Game} game
 * @param {State} state
 * @param {string[]} names
 * @returns {string}
 */
function listed(game, state, names) {
  const played = state.teams.filter(({ name }) => names.includes(name.replace("organization_", "")));
  return played.length ? game.t("among_them", { names: played.map(({ title }) => game.both(title)).join("; ") })
    : game.t("none_played");
}

/**
 * @param {Game} game
 * @param {import("./talk.js").Told["moves"][number]} move
 * @returns {string}
 */
function moved(game, { title, from, to }) {
  return game.t("moved", { title: game.both(title), from: worded(game, from), to: worded(game, to) });
}

/**
 * @param {Game} game
 * @param {State} state
 * @returns {Node}
 */
function lines(game, state) {
  return h("section", { class: "game-lines" },
    ...Object.keys(FORMS).map((measure) => h("figure", {},
      h("figcaption", {}, game.t(measure), " ", ...besideAlone(game, state, measure)), drawn(game, state, measure))),
    ...(state.revealed ? [h("p", { class: "note" }, game.t("lines_both"))] : []));
}

/**
 * Once all is revealed, whether the class ended with more than the model alone, as far as the numbers shown tell.
 * @param {Game} game
 * @param {State} state
 * @param {string} measure
 * @returns {Node[]}
 */
function besideAlone(game, state, measure) {
  const [own, other] = [state.measures[measure], state.alone[measure] ?? []].map((values) => values.at(-1));
  if (own === undefined || other === undefined) return [];
  const [a, b] = [own, other].map((value) => told(game.language, FORMS[measure], value));
  return [h("small", {}, game.t(a === b ? "as_alone" : own > other ? "more_than_alone" : "less_than_alone"))];
}

/**
 * A measure from the year before the first round: a hollow point with its number, then the rounds.
 * @param {Game} game
 * @param {State} state
 * @param {string} measure
 * @returns {SVGElement}
 */
function drawn(game, state, measure) {
  const { width, left, right, top, bottom } = state.revealed ? { ...SIZE, ...WIDE } : SIZE;
  const height = state.revealed ? HIGH[state.teams.filter(({ taken }) => taken).length] : SIZE.height;
  const start = state.before[measure];
  const [ours, alone] = [state.measures[measure], state.alone[measure] ?? []]
    .map((values) => (values.length ? [start, ...values] : []));
  const write = (/** @type {number} */ value) => told(game.language, FORMS[measure], value);
  const most = FORMS[measure] === "index" ? 1 : Math.max(...ours, ...alone) * 1.08;
  const x = scaleLinear([0, state.rounds], [left, width - right]);
  const y = scaleLinear([0, most], [height - bottom, top]);
  const way = (/** @type {number[]} */ values) => line((_, n) => x(n), (value) => y(Number(value)))(
    /** @type {any} */ (values));
  const last = ours.length - 1;
  const value = write(ours[last]);
  const beside = alone.length ? game.t("alone", { value: write(alone[last]) }) : "";
  const [a, b] = alone.length
    ? apart(y(ours[last]), y(alone[last]), NEAR + (state.revealed ? 10 : 4), top, height - bottom) : [y(ours[last]), 0];
  const words = game.t("charted", { measure: game.t(measure), before: write(start), value });
  return s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": [words, beside].filter(Boolean).join("; ") },
  ...y.ticks(2).filter((tick) => Math.abs(y(tick) - y(start)) >= NEAR).flatMap((tick) => [ // none without its number
    s("line", { class: "rail", x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
    s("text", { class: "tick end", x: left - 10, y: y(tick) }, tick ? write(tick) : "0"),
  ]),
  alone.length ? s("path", { class: "pin", d: way(alone) }) : null, s("path", { class: "now", d: way(ours) }),
  s("circle", { class: "start", cx: x(0), cy: y(start), r: 5 }),
  s("text", { class: "start end", x: left - 10, y: y(start) }, write(start)),
  s("circle", { class: "now", cx: x(last), cy: y(ours[last]), r: 5 }),
  s("text", { class: "now", x: x(last) + 11, y: a }, value),
  ...alone.slice(-1).map((other) => s("text", { class: "pin", x: x(last) + 11, y: b }, write(other))),
  s("text", { class: "tick", x: left - 26, y: height - 10 }, game.t("year_before")),
  s("text", { class: "tick end", x: width - right + 18, y: height - 10 }, String(state.first_year + state.rounds - 1)));
}
