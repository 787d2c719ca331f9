// Arrows from where the mean was to where it is, and the words at their ends.

import { rem, s, width as widthOf } from "./dom.js";
import { apart } from "./lines.js";

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

/**
 * Labels at the ends of arrows, away from where they come from and from each other.
 * @param {{class: string, text: string, x: number, y: number}[]} labels
 * @param {{x: number, y: number}} from
 * @param {{width: number, height: number}} place
 * @returns {SVGElement[]}
 */
export function beside(labels, from, { width, height }) {
  const unit = rem();
  const placed = labels.map((label) => {
    const long = widthOf(label.text, 1.05 * unit);
    const left = label.x + long + unit > width;
    const y = left ? label.y + (label.y <= from.y ? -0.9 : 0.9) * unit : label.y;
    const x = left ? Math.min(label.x, width - unit) : label.x + 0.6 * unit;
    return { ...label, left, x, y };
  });
  const [first, second] = placed;
  if (second && Math.abs(first.x - second.x) < 9 * unit) {
    [first.y, second.y] = apart(first.y, second.y, 1.2 * unit, unit, height - unit);
  }
  return placed.map(({ class: name, left, x, y, text }) =>
    s("text", { class: `${name}${left ? " end" : ""}`, x, y }, text));
}
