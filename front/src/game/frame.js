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
    h("button", { type: "button", class: "room", id: "game-room", "aria-pressed": String(game.large), click: () => {
      game.large = !game.large;
      game.writeAddress();
      game.draw();
    } }, game.t("room_size")),
    h("div", { class: "languages", role: "group", "aria-label": game.t("language") }, ...languages)];
}
