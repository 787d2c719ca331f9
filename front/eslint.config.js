import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["src/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      complexity: ["error", 10],
      "max-lines": ["error", 320],
      "max-len": ["error", 120],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: "Words of data stay text: use textContent.",
        })),
      ],
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
    },
  },
  // where a server stands behind the page, it asks that server and no other
  { files: ["src/exact.js", "src/share.js", "src/server.js"], rules: { "no-restricted-globals": ["error", "XMLHttpRequest", "WebSocket"] } },
  { files: ["test/**/*.js", "*.mjs"], languageOptions: { globals: globals.node } },
];
