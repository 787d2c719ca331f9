// What stands above every screen of the game: back to the page, room size, the language.

import { h } from "../dom.js";

export const LANGUAGES = /** @type {const} */ (["en", "fr"]);

/**
 * @param {import("./game.js").Game} game
 * @returns {Node[]}
 */
export function frame(game) {
  const languages = LANGUAGES.map((language) => h("button", {
    type: "button", lang: language, "aria-pressed": String(language === game.language),
    click: () => {
      game.language = language;
      game.writeAddress();
      game.draw();
    },
  }, language.toUpperCase()));
  const page = `#l=${game.language}${game.large ? "&room=1" : ""}`;
  return [h("a", { class: "brand", href: page, title: game.t("back") }, "partnersim"),
    ...another(game),
    h("button", { type: "button", class: "room", id: "game-room", "aria-pressed": String(game.large), click: () => {
      game.large = !game.large;
      game.writeAddress();
      game.draw();
    } }, game.t("room_size")),
    h("div", { class: "languages", role: "group", "aria-label": game.t("language") }, ...languages)];
}

/**
 * For a phone that is still in the game before: the one that was begun since.
 * @param {import("./game.js").Game} game
 * @returns {Node[]}
 */
function another(game) {
  const latest = game.state?.latest;
  if (game.lecturer || !latest || latest === game.code) return [];
  const go = () => void game.goOn({ code: latest });
  return [h("button", { type: "button", class: "main", id: "game-another", click: go }, game.t("another_begun"))];
}
