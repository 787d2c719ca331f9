// Where the page begins: its data stand beside it as JSON.

import { served } from "./exact.js";
import { Model } from "./model.js";
import { Page } from "./page.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Language} Language */

const data = /** @type {Data} */ (JSON.parse(document.getElementById("data")?.textContent ?? "null"));
const root = document.getElementById("page");
const language = /** @type {Language} */ (document.documentElement.lang === "fr" ? "fr" : "en");
if (root && data) Object.assign(window, { partnersim: new Page(root, new Model(data), language, served()) });
