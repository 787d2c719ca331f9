// The digest of all that the bundle is made of; tests/page/test_bundle.py computes the same.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";

const OTHERS = ["build.mjs", "bundled.mjs", "package.json", "package-lock.json"];

/** @returns {string} hexadecimal SHA-256 of names and contents, in the order of names */
export function digest() {
  const sources = readdirSync(new URL("src/", import.meta.url), { recursive: true }).map((name) => `src/${name}`)
    .filter((name) => /\.(js|css)$/.test(name));
  const hash = createHash("sha256");
  for (const name of [...OTHERS, ...sources].sort()) {
    hash.update(`${name}\0`);
    hash.update(readFileSync(new URL(name, import.meta.url)));
  }
  return hash.digest("hex");
}
