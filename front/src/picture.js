// The picture of organisations: closeness to the ministry, orientation, posts, what they call themselves.

import { scaleLinear } from "d3-scale";
import { line, symbol, symbolCircle, symbolDiamond2, symbolSquare } from "d3-shape";
import { same } from "./answer.js";
import { arrow, beside, ticks } from "./arrows.js";
import { lettered } from "./data.js";
import { bold, h, rem, s } from "./dom.js";
import { valued } from "./format.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./data.js").Organization} Organization */
/** @typedef {{x: (value: number) => number, y: (value: number) => number, width: number, height: number}} Place */

export const SHAPES = { provider: symbolSquare, between: symbolDiamond2, partner: symbolCircle };
export const PERCEPTIONS = /** @type {const} */ (["provider", "between", "partner"]);
const AREA = { least: 14, post: 5.5 };
/** Many organisations share a value, since seats are whole: dots are moved apart by so much at most. */
const APART = 0.05;
const TIGHT = 21; // letters of the root: words below stand in two lines

/** A number between 0 and 1 that is always the same for a name. @param {string} name @returns {number} */
function scattered(name) {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
  return ((hash * 4099) % 9973) / 9973;
}

/**
 * Where an organisation stands from below to above: moved apart, but not beyond the ends, where words stand.
 * @param {string} name
 * @param {number} identity
 * @returns {number}
 */
export function raised(name, identity) {
  const aside = APART * (scattered(name) - 0.5);
  const moved = identity + aside;
  return moved < 0 || moved > 1 ? identity - aside : moved;
}

/**
 * @param {"provider" | "between" | "partner"} perception
 * @param {number} area
 * @returns {string}
 */
const outline = (perception, area) => symbol(SHAPES[perception], area)() ?? "";

export class Picture {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.legend = h("ul", { class: "legend" });
    this.svg = s("svg", { class: "picture", role: "img" });
    this.grid = s("g", { class: "grid" });
    this.trail = s("path", { class: "trail" });
    this.trails = s("g", { class: "trails" });
    this.dots = s("g", { class: "dots" });
    this.means = s("g", { class: "means" });
    this.svg.append(this.grid, this.trails, this.trail, this.dots, this.means);
    this.chooser = h("select", { id: "chooser" });
    this.chooserLabel = h("label", { for: "chooser" });
    this.note = h("p", { class: "dots-note" });
    this.frame = h("div", { class: "frame" }, this.svg);
    root.append(this.legend, this.frame, h("div", { class: "choose" }, this.chooserLabel, this.chooser, this.note));
    /** @type {Map<string, SVGGElement>} */
    this.marks = new Map();
    /** @type {Scene | null} */
    this.scene = null;
    this.chooser.addEventListener("change", () => {
      this.scene?.change({ organization: this.chooser.value || null });
    });
  }

  /** @param {Scene} scene */
  update(scene) {
    this.scene = scene;
    const { state } = scene;
    const { source, own } = scene.dots;
    const everyone = source.year(state.year);
    const living = everyone.filter(({ alive }) => alive);
    const place = this.place();
    this.svg.classList.toggle("near", !own);
    this.svg.classList.toggle("one", state.organization !== null);
    this.drawGrid(scene, place);
    this.drawDots(scene, everyone, place);
    this.drawTrail(scene, place);
    this.drawMeans(scene, place);
    this.writeLegend(scene);
    this.writeChooser(scene, source.packed.names);
    this.svg.setAttribute("aria-label", scene.t("picture", {
      count: living.length,
      year: scene.data.years[state.year],
      value: valued(scene.language, "identity_mean", scene.of("identity_mean").at("identity_mean", state.year).mean),
    }));
  }

  /** @returns {Place} */
  place() {
    const unit = rem();
    const width = Math.max(280, this.frame.clientWidth);
    const height = Math.max(200, this.frame.clientHeight);
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return {
      width,
      height,
      x: scaleLinear([0, 1], [2.9 * unit, width - 1.2 * unit]),
      y: scaleLinear([0, 1], [height - (width < TIGHT * unit ? 3.4 : 2.4) * unit, 2.3 * unit]),
    };
  }

  /**
   * @param {Scene} scene
   * @param {Place} place
   */
  drawGrid(scene, { x, y, width, height }) {
    const unit = rem();
    const below = width < TIGHT * unit ? 2 : 0.8;
    const lines = [0.2, 0.4, 0.6, 0.8].flatMap((value) => [
      s("line", { x1: x(0), x2: x(1), y1: y(value), y2: y(value) }),
      s("text", { x: x(0) - 0.9 * unit, y: y(value), class: "tick end" },
        valued(scene.language, "identity_mean", value)),
    ]);
    this.grid.replaceChildren(
      ...lines,
      s("text", { x: 0.2 * unit, y: 0.8 * unit, class: "up" }, scene.t("pursue")),
      s("text", { x: 0.2 * unit, y: height - below * unit, class: "down" }, scene.t("provide")),
      s("text", { x: width - 0.4 * unit, y: height - 0.8 * unit, class: "axis end" }, scene.t("close_to")),
    );
  }

  /**
   * @param {Scene} scene
   * @param {Organization[]} everyone
   * @param {Place} place
   */
  drawDots(scene, everyone, place) {
    const order = [...everyone].sort(
      (a, b) => Number(lettered(a)) - Number(lettered(b)) || b.value.staff - a.value.staff,
    );
    const moved = lettersApart(order.filter((each) => each.alive && lettered(each)), place);
    const marks = order.map((each) => this.mark(scene, each, place, moved.get(each.name) ?? 0));
    if (this.dots.children.length !== marks.length) this.marks.forEach((mark) => mark.remove());
    this.dots.replaceChildren(...marks);
  }

  /**
   * @param {Scene} scene
   * @param {Organization} each
   * @param {Place} place
   * @param {number} aside how far a letter gives way to another
   * @returns {SVGGElement}
   */
  mark(scene, each, { x, y, width }, aside) {
    const known = this.marks.get(each.name);
    const group = known ?? s("g", { click: () => this.scene?.change({ organization: each.name }) });
    this.marks.set(each.name, group);
    const shrink = Math.min(1, width / 700);
    const area = (AREA.least + AREA.post * each.value.staff) * (rem() / 16) ** 2 * (0.35 + 0.65 * shrink);
    const big = lettered(each) ? Math.max(area, 150 * (rem() / 16) ** 2) : area;
    group.setAttribute("class", [
      "dot", each.perception, each.seat ? "seat" : "", each.alive ? "" : "gone",
      lettered(each) ? "lettered" : "", each.name === scene.state.organization ? "chosen" : "",
    ].join(" "));
    group.style.transform = `translate(${x(each.value.tie) + aside}px, ${y(raised(each.name, each.value.identity))}px)`;
    const title = s("title", {}, scene.t("organization", { name: each.name }));
    const letter = lettered(each) ? s("text", {}, each.name) : null;
    group.replaceChildren(title, s("path", { d: outline(each.perception, big) }));
    if (letter) group.append(letter);
    return group;
  }

  /**
   * The way of the one whose story is open, and those of A to J, which are seen while the years go by.
   * @param {Scene} scene
   * @param {Place} place
   */
  drawTrail(scene, place) {
    const { source } = scene.dots;
    const { names } = source.packed;
    const { organization, year } = scene.state;
    this.trail.setAttribute("d", way(source, names.indexOf(organization ?? ""), year, place));
    const letters = names.flatMap((name, n) => (lettered({ name }) ? [n] : []));
    this.trails.replaceChildren(...letters.map((n) => s("path", { d: way(source, n, year, place) })));
  }

  /**
   * Arrows from the mean before the scenario: this setting's, and dashed the pinned one's.
   * @param {Scene} scene
   * @param {Place} place
   */
  drawMeans(scene, place) {
    const { state, data } = scene;
    const at = (/** @type {import("./model.js").View} */ view, /** @type {number} */ year) => ({
      x: place.x(view.at("tie_mean", year).mean),
      y: place.y(view.at("identity_mean", year).mean),
    });
    const shown = scene.of(scene.view.hidden("tie_mean") ? "tie_mean" : "identity_mean");
    const from = at(shown, 0);
    const paired = !same(state.setting, state.pin);
    const parts = [
      ...(paired ? arrow("pin", at(scene.pinned, 0), at(scene.pinned, state.year)) : []),
      ...arrow("now", from, at(shown, state.year)),
      s("circle", { class: "from", cx: from.x, cy: from.y, r: 0.3 * rem() }),
    ];
    this.means.replaceChildren(...parts);
    const mean = scene.t("mean_year", { year: data.years[state.year] });
    const { lesson } = scene;
    const name = lesson && paired ? lesson.named(lesson.shown, scene.language) : "";
    const text = [name, !name || place.width > 30 * rem() ? mean : ""].filter(Boolean).join(", ");
    const labels = [{ class: "now", text, ...at(shown, state.year) }];
    if (state.year > 0 && paired) {
      labels.push({ class: "pin", text: scene.pinName(), ...at(scene.pinned, state.year) });
    }
    const unit = rem();
    const dots = scene.dots.source.year(state.year).filter(({ alive }) => alive).map((each) => ({
      x: place.x(each.value.tie), y: place.y(raised(each.name, each.value.identity)),
      r: (lettered(each) ? 0.55 : 0.2) * unit, cost: lettered(each) ? 1 : 0.12,
    }));
    this.means.append(...beside(labels, from, place, [...dots, ...ticks(place)]));
  }

  /**
   * What the shapes mean, and which share of organisations calls itself so: a mean of all runs.
   * @param {Scene} scene
   */
  writeLegend(scene) {
    const items = PERCEPTIONS.map((perception) => {
      const mark = s("svg", { viewBox: "-8 -8 16 16", class: `key ${perception}`, "aria-hidden": "true" },
        s("path", { d: outline(perception, 110) }));
      return h("li", {}, mark, h("span", {}, ...bold(scene.t(`count_${perception}`, {
        count: shareOf(scene, perception),
      }).trim())));
    });
    const ring = s("svg", { viewBox: "-8 -8 16 16", class: "key ring", "aria-hidden": "true" },
      s("circle", { r: 5.5 }));
    this.legend.replaceChildren(
      h("li", { class: "whose" }, scene.t("dots", { runs: scene.view.numbers.length })), ...items,
      h("li", {}, ring, scene.t("legend_seat")), h("li", { class: "whose" }, scene.t("legend_letters")),
    );
  }

  /**
   * @param {Scene} scene
   * @param {string[]} names
   */
  writeChooser(scene, names) {
    this.chooserLabel.textContent = scene.t("choose");
    this.note.textContent = scene.dotsNote();
    const sorted = [...names].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const known = [...this.chooser.options].map(({ value }) => value).join();
    const wanted = ["", ...sorted].join();
    if (known !== wanted || this.said !== scene.language) {
      this.chooser.replaceChildren(
        h("option", { value: "" }, "…"),
        ...sorted.map((name) => h("option", { value: name }, scene.t("organization", { name }))),
      );
    }
    this.said = scene.language;
    this.chooser.value = scene.state.organization ?? "";
  }
}

/**
 * How far letters that lie on each other give way to the side, by name.
 * @param {Organization[]} letters
 * @param {Place} place
 * @returns {Map<string, number>}
 */
function lettersApart(letters, { x, y }) {
  const least = 1.05 * rem();
  const at = letters.map(({ name, value: { tie, identity } }) =>
    ({ name, from: x(tie), x: x(tie), y: y(raised(name, identity)) }));
  for (let round = 0; round < 4; round += 1) {
    at.forEach((one, n) => at.slice(n + 1).forEach((other) => {
      const lap = least - Math.abs(one.x - other.x);
      if (Math.abs(one.y - other.y) >= least || lap <= 0) return;
      const way = one.x <= other.x ? -1 : 1;
      one.x += (way * lap) / 2;
      other.x -= (way * lap) / 2;
    }));
  }
  return new Map(at.map(({ name, from, x: to }) => [name, to - from]));
}

/**
 * Where an organisation went until a year.
 * @param {import("./data.js").Organizations} source
 * @param {number} n its number, or -1
 * @param {number} until
 * @param {Place} place
 * @returns {string}
 */
function way(source, n, until, { x, y }) {
  /** @type {[number, number][]} */
  const points = [];
  for (let year = 0; n >= 0 && year <= until; year += 1) {
    const { alive, name, value } = source.at(year, n);
    if (alive) points.push([x(value.tie), y(raised(name, value.identity))]);
  }
  return line()(points) ?? "";
}

/**
 * The share of organisations that call themselves so in the year shown, mean of all runs, in bold; nothing where no
 * estimate of it is shown.
 * @param {Scene} scene
 * @param {"provider" | "between" | "partner"} perception
 * @returns {string}
 */
function shareOf(scene, perception) {
  const { year } = scene.state;
  const named = { provider: "service_provider_share", partner: "autonomous_partner_share" };
  if (Object.values(named).some((measure) => scene.replaced(measure) || scene.missing(measure))) return "";
  const [provider, partner] = Object.values(named)
    .map((measure) => Math.round(100 * scene.of(measure).at(measure, year).mean));
  const share = { provider, partner, between: 100 - provider - partner }[perception];
  return `**${valued(scene.language, named.provider, share / 100)}**`;
}
