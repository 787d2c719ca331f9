// Arrows from where the mean was to where it is, and the words at their ends.

import { rem, s, width as widthOf } from "./dom.js";

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

const HEAD = 9;

/**
 * @param {string} name
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} to
 * @returns {SVGElement[]}
 */
export function arrow(name, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < HEAD) return [];
  const [ux, uy] = [dx / length, dy / length];
  const back = { x: to.x - HEAD * ux, y: to.y - HEAD * uy };
  const points = [
    [to.x, to.y],
    [back.x - 0.6 * HEAD * uy, back.y + 0.6 * HEAD * ux],
    [back.x + 0.6 * HEAD * uy, back.y - 0.6 * HEAD * ux],
  ];
  return [
    s("line", { class: `halo`, x1: from.x, y1: from.y, x2: to.x, y2: to.y }),
    s("line", { class: name, x1: from.x, y1: from.y, x2: back.x, y2: back.y }),
    s("polygon", { class: name, points: points.map((point) => point.join()).join(" ") }),
  ];
}

/** Where a label may stand, as parts of its width and of a line's height from the end of its arrow. */
const PLACES = [
  [0, 0.9], [0, -0.9], [0, 0], [-1, 0.9], [-1, -0.9], [-1, 0], [-0.5, 1.4], [-0.5, -1.4], [0, 2], [0, -2],
  [-1, 2], [-1, -2], [-0.5, 2.6], [-0.5, -2.6], [0, 3.2], [-1, 3.2],
];
const BEYOND = 100; // what it costs to leave the picture, beside covering a letter or a part of an arrow
const ASTRAY = 8; // what it costs to stand nearer the head of another arrow
const POINTS = 12; // of an arrow that are kept free

/**
 * Labels at the ends of arrows, where they cover least of letters, dots, parts of arrows and each other.
 * @param {{class: string, text: string, x: number, y: number}[]} labels
 * @param {{x: number, y: number}} from
 * @param {{width: number, height: number}} place
 * @param {{x: number, y: number, r: number, cost: number}[]} dots what covering each costs
 * @returns {SVGElement[]}
 */
export function beside(labels, from, { width, height }, dots) {
  const unit = rem();
  const parts = labels.flatMap(({ x, y }) => Array.from({ length: POINTS }, (_, n) => {
    const along = n / (POINTS - 1);
    return { x: from.x + along * (x - from.x), y: from.y + along * (y - from.y), r: 0.2 * unit, cost: 1 };
  }));
  /** @type {{left: number, right: number, top: number, bottom: number}[]} */
  const taken = [];
  return labels.map(({ class: name, text, x, y }, own) => {
    const long = widthOf(text, 1.12 * unit);
    const boxes = PLACES.map(([aside, lines]) => {
      const left = x + aside * long + (aside === 0 ? 0.7 : aside === -1 ? -0.7 : 0) * unit;
      const middle = y + lines * 1.1 * unit;
      return { left, right: left + long, top: middle - 0.6 * unit, bottom: middle + 0.6 * unit, middle };
    });
    const others = labels.filter((_, n) => n !== own);
    const costs = boxes.map((box, n) => 0.1 * n + strayed(box, { x, y }, others, unit)
      + [...dots, ...parts].filter((each) => each.x + each.r > box.left && each.x - each.r < box.right
        && each.y + each.r > box.top && each.y - each.r < box.bottom).reduce((sum, { cost }) => sum + cost, 0)
      + 4 * taken.filter((other) => other.left < box.right && box.left < other.right
        && other.top < box.bottom && box.top < other.bottom).length
      + (box.left < 0 || box.right > width || box.top < unit || box.bottom > height - unit ? BEYOND : 0));
    const best = boxes[costs.indexOf(Math.min(...costs))];
    taken.push(best);
    return s("text", { class: name, x: best.left, y: best.middle }, text);
  });
}

/**
 * What it costs that a label stands away from its own head, or as near another.
 * @param {Box} box
 * @param {{x: number, y: number}} own
 * @param {{x: number, y: number}[]} others
 * @param {number} unit
 * @returns {number}
 */
function strayed(box, own, others, unit) {
  const away = far(box, own);
  const astray = others.some((other) => far(box, other) <= away);
  return (0.6 * Math.max(0, away - unit)) / unit + (astray ? ASTRAY : 0);
}

/**
 * How far a point is from a box.
 * @param {Box} box
 * @param {{x: number, y: number}} point
 * @returns {number}
 */
const far = ({ left, right, top, bottom }, { x, y }) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/**
 * The numbers of the axis, which a label leaves free.
 * @param {{x: (value: number) => number, y: (value: number) => number}} place
 */
export const ticks = ({ x, y }) => [0.2, 0.4, 0.6, 0.8].map((value) =>
  ({ x: x(0) - 1.7 * rem(), y: y(value), r: 0.9 * rem(), cost: 1 }));
