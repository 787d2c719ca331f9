// Two windows: the view as a link, and how to make the same runs elsewhere.

import { h } from "./dom.js";
import { links, shared } from "./share.js";
import * as reproduce from "./reproduce.js";
import { toHash } from "./state.js";

/** @typedef {import("./scene.js").Scene} Scene */

export class Dialogs {
  /**
   * @param {HTMLElement} root
   * @param {boolean} served whether a server stands behind the page
   */
  constructor(root, served) {
    this.served = served;
    this.dialog = h("dialog", { "aria-labelledby": "dialog-title" });
    root.append(this.dialog);
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    /** @type {Scene | null} */
    this.scene = null;
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
  }

  share() {
    const { scene } = this;
    if (!scene) return;
    if (this.served) {
      void links(scene).then((found) => this.open(scene, scene.t("share_scan"), "", [],
        shared(scene, found, (name, text) => copyable(scene, name, text))));
      return;
    }
    const part = toHash(scene.data, scene.state);
    // the address of a file is of this machine alone: what others need is what follows it
    const texts = location.protocol === "file:" ? [[scene.t("share_part"), part]]
      : [["", location.href.replace(/#.*$/, "") + part]];
    this.open(scene, scene.t("share_title"), scene.t("share_note"), /** @type {[string, string][]} */ (texts));
  }

  reproduce() {
    const { scene } = this;
    if (!scene) return;
    if (scene.lesson) {
      this.open(scene, scene.t("reproduce_title"), scene.t("reproduce_note_lesson"), scene.lesson.both().map((packed) =>
        [scene.lesson?.named(packed.name, scene.language) ?? "", reproduce.commandOf(scene.data, packed)]));
      return;
    }
    const { setting } = scene.state;
    const note = scene.t(!scene.view.estimated ? "reproduce_note" : "reproduce_note_estimate");
    this.open(scene, scene.t("reproduce_title"), note, [
      [scene.t("reproduce_command"), reproduce.command(scene.data, setting)],
      [scene.t("reproduce_yaml"), reproduce.yaml(scene.data, setting)],
      [scene.t("reproduce_python"), reproduce.python(scene.data, setting)],
    ]);
  }

  /**
   * @param {Scene} scene
   * @param {string} title
   * @param {string} note
   * @param {[string, string][]} texts
   * @param {HTMLElement[]} more
   */
  open(scene, title, note, texts, more = []) {
    this.dialog.replaceChildren(
      h("button", {
        type: "button", class: "close", "aria-label": scene.t("close"), click: () => this.dialog.close(),
      }, "×"),
      h("h2", { id: "dialog-title" }, title),
      ...(note ? [h("p", {}, note)] : []),
      ...texts.flatMap(([name, text]) => [name ? h("h3", {}, name) : null, copyable(scene, name, text)])
        .filter((part) => part !== null),
      ...more,
    );
    this.dialog.showModal();
  }
}

/**
 * @param {Scene} scene
 * @param {string} name
 * @param {string} text
 * @returns {HTMLElement}
 */
function copyable(scene, name, text) {
  const shown = h("pre", { tabindex: 0, "aria-label": name || scene.t("share_title"), role: "region" }, text);
  const button = h("button", { type: "button", click: () => void copy(scene, shown, button) }, scene.t("copy"));
  return h("div", { class: "copyable" }, shown, button);
}

/**
 * Onto the clipboard; where the browser does not let a page do so, the text is selected.
 * @param {Scene} scene
 * @param {HTMLElement} shown
 * @param {HTMLElement} button
 */
async function copy(scene, shown, button) {
  try {
    await navigator.clipboard.writeText(shown.textContent ?? "");
    button.textContent = scene.t("copied");
  } catch {
    getSelection()?.selectAllChildren(shown);
    button.textContent = scene.t("select_it");
  }
}
