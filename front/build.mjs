// Bundle the page's script and style into the package, with what it holds of others: `make page-front`.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import * as esbuild from "esbuild";
import { componentsOf, licencesOf } from "./bundled.mjs";
import { digest } from "./digest.mjs";

const OUT = new URL("../src/partnersim/page/bundle/", import.meta.url);

const { metafile } = await esbuild.build({
  entryPoints: {
    page: new URL("src/main.js", import.meta.url).pathname,
    font: new URL("src/font.css", import.meta.url).pathname, // of reports too
    style: new URL("src/style.css", import.meta.url).pathname,
  },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "dataurl" },
  outdir: OUT.pathname,
  metafile: true,
});

writeFileSync(new URL("licenses.txt", OUT), licencesOf(metafile));
writeFileSync(new URL("components.cdx.json", OUT), `${JSON.stringify(componentsOf(metafile), null, 2)}\n`);

const files = Object.fromEntries(
  ["components.cdx.json", "font.css", "licenses.txt", "page.js", "style.css"].map((name) => [
    name,
    createHash("sha256").update(readFileSync(new URL(name, OUT))).digest("hex"),
  ]),
);
writeFileSync(new URL("digest.json", OUT), `${JSON.stringify({ sources: digest(), files }, null, 2)}\n`);
