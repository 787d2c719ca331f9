// Where the page begins: its data stand beside it as JSON. The game has its own address, behind a server alone.

import { served } from "./exact.js";
import { Game, isGame } from "./game/game.js";
import { ask } from "./server.js";
import { Model } from "./model.js";
import { Page } from "./page.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Language} Language */

const data = /** @type {Data} */ (JSON.parse(document.getElementById("data")?.textContent ?? "null"));
const root = document.getElementById("page");
const language = /** @type {Language} */ (document.documentElement.lang === "fr" ? "fr" : "en");
const told = served();
const plays = told !== null && isGame(location.hash);
if (told) {
  addEventListener("hashchange", () => {
    if (isGame(location.hash) !== plays) location.reload();
  });
}
// Who typed the room's address comes to the game that is on, if one is, else to the story that the class votes on.
if (told && !location.hash && new URLSearchParams(location.search).has("room")) {
  void Promise.all([ask("games"), ask("votes")]).then(([game, { story }]) => {
    if (game.lecturer || location.hash) return;
    if (game.code) location.hash = "#game";
    else if (story) location.hash = `#l=${language}&t=${story}&k=1`;
  }, () => {});
}
if (root && data && plays) {
  const scenarios = data.scenarios.map(({ name, title }) => ({ name, ...title }));
  Object.assign(window, { partnersim: new Game(root, scenarios, language) });
} else if (root && data) Object.assign(window, { partnersim: new Page(root, new Model(data), language, told) });
