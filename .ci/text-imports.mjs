// Lets Node import .md and .css files as text, as esbuild's text loader does in the bundles; and any file that is imported
// `with { type: "text" }`, which esbuild knows by itself.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  load(url, context, nextLoad) {
    const isText = context.importAttributes?.type === "text" || /\.(md|css)$/.test(url);
    if (!isText) return nextLoad(url, context);
    const text = readFileSync(fileURLToPath(url), "utf8");
    return {
      format: "module",
      source: `export default ${JSON.stringify(text)};`,
      shortCircuit: true,
    };
  },
});
