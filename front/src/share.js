// The view on other devices, where a server stands behind the page: a code to scan, links to type.

import { h } from "./dom.js";
import { address } from "./exact.js";
import { toHash } from "./state.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {{code: string, own: string, links: {link: string, picture: string}[]}} Links */

/**
 * What the server knows of its addresses, for the view as it is.
 * @param {Scene} scene
 * @returns {Promise<Links>}
 */
export const links = (scene) => linksOf(toHash(scene.data, scene.state).slice(1));

/**
 * Links to what follows # .
 * @param {string} state
 * @returns {Promise<Links>}
 */
export async function linksOf(state) {
  const answer = await fetch(address("api/share", [["state", state]]));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/**
 * A code, the link below it large enough to be typed, the other addresses of this machine.
 * @param {Scene} scene
 * @param {Links} found
 * @param {(name: string, text: string) => HTMLElement} copyable
 * @returns {HTMLElement[]}
 */
export function shared(scene, found, copyable) {
  const [first] = found.links;
  if (!first) {
    const link = found.own + toHash(scene.data, scene.state);
    return [h("p", {}, scene.t("share_alone")), copyable(scene.t("share_title"), link)];
  }
  const picture = h("img", { class: "code", src: first.picture, alt: scene.t("share_code") });
  const words = h("div", {}, ...found.links.slice(0, 1).map(({ link }) => copyable(scene.t("share_title"), link)),
    h("p", {}, scene.t("share_room", { link: plain(first.link) }), " ",
      h("strong", { class: "room-code" }, found.code)));
  const others = found.links.slice(1).map(({ link, picture: other }) => h("button", {
    type: "button",
    click: () => {
      picture.src = other;
      words.querySelector("pre")?.replaceChildren(link);
    },
  }, new URL(link).host));
  return [
    h("div", { class: "shared" }, picture, words),
    ...(others.length ? [h("p", { class: "hosts" }, scene.t("share_others"), " ", ...others)] : []),
    h("p", { class: "note" }, scene.t("share_isolated")),
  ];
}

/** An address as one types it. @param {string} link @returns {string} */
const plain = (link) => new URL(link).host;
