// What is said to the server: questions, and news of it.

import { address } from "./exact.js";

export const AGAIN = 3000; // milliseconds

/** What the server refuses, with its words. */
export class Refusal extends Error {
  /**
   * @param {string} words
   * @param {number} status
   */
  constructor(words, status) {
    super(words);
    this.status = status;
  }
}

/**
 * Ask the server; what it refuses is an error with its words.
 * @param {string} path under /api
 * @param {{method?: string, words?: [string, string][], body?: unknown}} [of]
 * @returns {Promise<any>}
 */
export async function ask(path, { method = "GET", words = [], body } = {}) {
  const spoken = /** @type {[string, string]} */ (["lang", document.documentElement.lang]);
  const answer = await fetch(address(`api/${path}`, [...words, spoken]), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const told = await answer.json().catch(() => null);
  if (answer.ok) return told;
  throw new Refusal(typeof told?.detail === "string" ? told.detail : String(answer.status), answer.status);
}

/**
 * Hear of what goes on whenever it moves on. Where the connection is lost it is tried again every few seconds: a
 * browser does so by itself, but not all do where nobody answers.
 * @param {string} path under /api
 * @param {string} name of the events
 * @param {(told: any) => void} heard
 * @param {(lost: boolean) => void} lost
 * @param {[string, string][]} [words]
 * @returns {{close: () => void}}
 */
export function listen(path, name, heard, lost, words = []) {
  /** @type {EventSource} */
  let source;
  let timer = 0;
  const open = () => {
    source = new EventSource(address(`api/${path}`, words));
    source.addEventListener("open", () => lost(false));
    source.addEventListener("error", () => {
      lost(true);
      if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(open, AGAIN);
    });
    source.addEventListener(name, (event) => heard(JSON.parse(event.data)));
  };
  open();
  return {
    close: () => {
      window.clearTimeout(timer);
      source.close();
    },
  };
}
