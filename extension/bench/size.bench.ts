// What the extension weighs: the package as it is installed and the bundles as VS Code loads them, minified. It reads what
// the build and the packaging left in dist/.
import { stat } from "node:fs/promises";
import path from "node:path";
import { checkout } from "../test/harness/simulator.ts";

export const name = "size";

const budgetsKB = [
  ["package (.vsix)", ["dist/tandem.vsix"], 2_000],
  ["extension bundle", ["dist/extension.cjs", "dist/extension-later.cjs"], 700],
  ["chat webview script", ["dist/webview/chat.js"], 350],
] as const;

export async function run(signal: AbortSignal) {
  signal.throwIfAborted();
  return Promise.all(
    budgetsKB.map(async ([what, files, atMost]) => {
      const stats = await Promise.all(files.map((file) => stat(path.join(checkout, file))));
      const bytes = stats.reduce((sum, { size }) => sum + size, 0);
      const note = files.join(" + ");
      return { what, unit: "kB", samples: [bytes / 1_000], budget: { atMost }, note };
    }),
  );
}
