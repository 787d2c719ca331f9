// The votes of a room, behind a server: each phone has one a story, and the lecturer counts hands besides.

import { ask, listen } from "./server.js";

/** @typedef {{counts: number[], phones: number, own: number | null, lecturer: boolean}} Room */

export class RoomVotes {
  /** @param {(story: string, counts: number[]) => void} heard called when votes come in */
  constructor(heard) {
    this.heard = heard;
    this.phone = own();
    /** @type {Room | null} */
    this.now = null;
    /** @type {string | null} */
    this.story = null;
    /** @type {{close: () => void} | null} */
    this.source = null;
    // What is drawn anew while a finger is down loses the tap.
    this.pressed = false;
    this.kept = () => {};
    addEventListener("pointerdown", () => { this.pressed = true; });
    for (const name of ["pointerup", "pointercancel"]) {
      addEventListener(name, () => window.setTimeout(() => this.free()));
    }
    // a phone that slept may have missed that its connection ended
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.story) this.open(this.story);
    });
  }

  /** @param {import("./scene.js").Scene} scene */
  update({ lesson }) {
    const story = lesson?.story.name ?? null;
    if (story === this.story) return;
    this.now = null;
    this.story = story;
    this.source?.close();
    if (story) this.open(story);
  }

  /** @param {string} story */
  open(story) {
    this.source?.close();
    this.source = listen(`votes/${story}/events`, "votes", (room) => this.hear(story, room), () => {}, this.words());
  }

  /**
   * @param {string} story
   * @param {Room} room
   */
  hear(story, room) {
    this.kept = () => {
      if (story !== this.story) return;
      this.now = room;
      this.heard(story, room.counts);
    };
    if (!this.pressed) this.free();
  }

  free() {
    this.pressed = false;
    const { kept } = this;
    this.kept = () => {};
    kept();
  }

  /**
   * A hand that the lecturer counts; on a phone its own vote, taken back where it stood already.
   * @param {string} story
   * @param {number} option
   * @param {number} by
   */
  async cast(story, option, by) {
    const { now } = this;
    if (!now) return;
    const vote = now.own === option ? null : option;
    const told = await (now.lecturer
      ? ask(`votes/${story}/hands`, { method: "POST", body: { option, by } })
      : ask(`votes/${story}`, { method: "PUT", body: { option: vote }, words: this.words() })).catch(() => null);
    if (told) this.hear(story, { ...now, ...told });
  }

  /** Begin the vote again, for another class. */
  async again() {
    const { story, now } = this;
    const told = story ? await ask(`votes/${story}`, { method: "DELETE" }).catch(() => null) : null;
    if (story && now && told) this.hear(story, { ...now, ...told });
  }

  /** @returns {[string, string][]} */
  words() {
    return [["phone", this.phone]];
  }
}

/** Who votes: the same after the page was opened again. @returns {string} */
function own() {
  const fresh = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join("");
  try {
    const known = localStorage.getItem("partnersim.phone") ?? fresh;
    localStorage.setItem("partnersim.phone", known);
    return known;
  } catch {
    return fresh; // a browser that keeps nothing
  }
}
