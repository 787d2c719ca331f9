// Making elements; what comes from data is text and nothing else.

const SVG = "http://www.w3.org/2000/svg";
/** @typedef {Record<string, string | number | boolean | null | ((event: Event) => void)>} Attributes */
/** @typedef {(Node | string | null)[]} Children */

/**
 * @template {Element} E
 * @param {E} element
 * @param {Attributes} attributes a function is what happens on its event, null is left out
 * @param {Children} children
 * @returns {E}
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElementTagNameMap[K]} */ (document.createElementNS(SVG, tag));
  return filled(element, attributes, children);
}

/**
 * A text whose parts between ** are bold.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export const bold = (text) =>
  text.split("**").map((part, n) => (n % 2 === 1 ? h("strong", {}, part) : part));

/**
 * @param {string} text
 * @returns {string}
 */
export const plain = (text) => text.replaceAll("**", "");

/**
 * The width of a text in a font of this size, near enough to keep labels apart.
 * @param {string} text
 * @param {number} size
 * @returns {number}
 */
export const width = (text, size) => text.length * size * 0.55;

/** Whether motion is to be left out. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The size of the root's letters, which all drawing follows. */
export const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
