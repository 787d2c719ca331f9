// Packages of others in the bundle, as esbuild tells: their licences in full, and a bill of materials (CycloneDX).
import { readFileSync } from "node:fs";

const MODULES = new URL("node_modules/", import.meta.url);
const FROM_A_PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const LETTERS = /\.woff2$/; // in the style as data, which esbuild counts as no input of it

/** What is in the bundle itself, sorted by name; a module of which nothing is left counts for nothing.
 * @param {import("esbuild").Metafile} metafile */
function packages({ inputs, outputs }) {
  const used = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path));
  const paths = [...used, ...Object.keys(inputs).filter((path) => LETTERS.test(path))];
  const names = new Set(paths.flatMap((path) => FROM_A_PACKAGE.exec(path)?.[1] ?? []));
  return [...names].sort().map((name) => {
    const read = (/** @type {string} */ file) => readFileSync(new URL(`${name}/${file}`, MODULES), "utf8");
    const { version, license } = JSON.parse(read("package.json"));
    return { name, version, license, text: read("LICENSE").replace(/\r\n/g, "\n").trim() };
  });
}

/** @param {import("esbuild").Metafile} metafile */
export function licencesOf(metafile) {
  const parts = packages(metafile).map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`);
  return `The page that partnersim writes holds parts of these packages, beside its own modules.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** @param {import("esbuild").Metafile} metafile */
export function componentsOf(metafile) {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    components: packages(metafile).map(({ name, version, license }) => {
      const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
      const [group, own] = name.startsWith("@") ? name.split("/") : [undefined, name];
      return { type: "library", "bom-ref": purl, group, name: own, version, licenses: [{ license: { id: license } }], purl };
    }),
  };
}
