// The page's own data, for tests.
import { readFileSync } from "node:fs";
import { Model } from "../src/model.js";

/** @param {string} path @returns {any} */
export const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

/** @type {import("../src/data.js").Data} */
export const data = read("../../src/partnersim/page/page_data.json");
export const model = new Model(data);
