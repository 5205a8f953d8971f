// What VS Code runs as `extensionTestsPath`: collects every bundled *.vscode.test of the extension and reports as the
// other stages do. It knows nothing about what is tested or which VS Code it runs in.
import { readdirSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import ResultReporter from "./harness/result-reporter.ts";

const timeoutMs = 30_000;

export async function run(): Promise<void> {
  // Each bundle brings an exit hook of its own for the programs it starts.
  process.setMaxListeners(50);
  const mocha = new Mocha({
    ui: "bdd",
    color: false,
    timeout: timeoutMs,
    forbidOnly: true,
    // A narrowed run, for working on one test: TANDEM_TEST_GREP="stops" npm run test:vscode.
    ...(process.env.TANDEM_TEST_GREP && { grep: process.env.TANDEM_TEST_GREP }),
    reporter: ResultReporter,
  });
  // The bundle runs from dist/test, and the tests lie beside and below it.
  const folder = path.dirname(__filename);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".vscode.test.cjs")) mocha.addFile(path.join(folder, name));
  }
  console.log("Suite begins.");
  await mocha.loadFilesAsync();
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failed > 0) throw new Error(`${failed} failed`);
}
