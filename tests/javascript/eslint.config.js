// What ESLint asks for beyond the types, which scripts/javascript checks first.

import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["components/browser/**"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-restricted-properties": [
        "error",
        // People's words only ever become text.
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property })),
        // What is typed never lies in the browser's storage.
        ...["localStorage", "sessionStorage", "indexedDB"].map((property) => ({ object: "window", property })),
      ],
      "no-restricted-globals": ["error", "localStorage", "sessionStorage", "indexedDB"],
    },
  },
  { files: ["tests/javascript/**"], languageOptions: { globals: globals.node } },
  {
    rules: {
      eqeqeq: "error", // 0 is an answer, and null is none.
      "no-var": "error", // One way to name a thing …
      "prefer-const": "error", // … which says whether it stays the same.
      "no-shadow": ["error", { builtinGlobals: false }], // One name, one thing.
      "no-undef": "off", // The types know more of what there is.
    },
  },
];
