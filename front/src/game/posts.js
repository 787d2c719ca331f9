// What shares of shares of an organisation's free posts come to: first fundraising, then mission, then care.

/** @typedef {Record<string, number | string>} Draft */

/**
 * @param {Draft} draft
 * @param {string} key
 * @returns {{base: number, share: number} | null} what it is a share of, and its share of all free posts
 */
export function shareOfAll(draft, key) {
  const [raising, mission, own] = [draft.fundraising, draft.mission, draft[key]].map(Number);
  if (Number.isNaN(raising)) return null; // no organisation
  const others = 1 - raising;
  const bases = { mission: others, advocacy: others * mission, care: others * (1 - mission) };
  const base = /** @type {Record<string, number>} */ (bases)[key];
  return base === undefined ? null : { base, share: base * own };
}
