// What runs before anything is installed: `node .ci/setup.mjs start|test|package|bench [args]` brings the checkout into a state
// in which the verb can run, saying what it does, and then runs it under the repository's own Node 24. Plain JavaScript
// without dependencies, because it starts on whatever Node the machine has. It knows nothing about the product.
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureBuild } from "./setup/build.mjs";
import { cacheFolder } from "./setup/cache.mjs";
import { ensureSystemPackages } from "./setup/debian.mjs";
import {
  codeServerFolder,
  ensureCodeServer,
  hasCodeServer,
  hasDesktopEditor,
} from "./setup/editor.mjs";
import { ensureNode22, node22 } from "./setup/old-node.mjs";
import { ensurePackages, node24, root } from "./setup/packages.mjs";
import { SetupError, together } from "./setup/step.mjs";

const verbs = {
  start: { script: ".ci/start.ts", needs: () => (hasDesktopEditor() ? [] : ["editor"]) },
  test: { script: ".ci/test.ts", needs: needsOfStages },
  package: { script: ".ci/package.ts", needs: () => [] },
  bench: { script: ".ci/bench.ts", needs: () => ["editor", "browser", "compilers", "services"] },
};

/** Naming no stage means all of them. */
function needsOfStages(stages) {
  const anyOf = (...names) => stages.length === 0 || names.some((name) => stages.includes(name));
  return [
    ...(anyOf("vscode", "e2e", "start") ? ["editor"] : []),
    ...(anyOf("webview", "vscode", "e2e", "start") ? ["browser"] : []),
    ...(anyOf("unit", "suite", "commands") ? ["compilers"] : []),
    ...(anyOf("commands") ? ["old node"] : []),
    ...(anyOf("gateway") ? ["services"] : []),
  ];
}

const parentPollMs = 250;

const [verbName = "", ...args] = process.argv.slice(2);
const verb = verbs[verbName];
if (verb === undefined) {
  console.error(`Say what to do: ${Object.keys(verbs).join(", ")}.`);
  process.exit(2);
}
const needs = verb.needs(args);
try {
  // apt-get and npm wait for different things.
  await together(ensureSystemPackages([...needs, ...needsOfEditor()]), ensurePackages());
  await together(ensureBuild(), needs.includes("old node") && ensureNode22());
  // Tests that need no editor run while it is installed; the others wait for its folder.
  const editor = needs.includes("editor") ? ensureCodeServer() : Promise.resolve();
  if (verbName !== "test") await editor;
  const { child, ended } = runUnderNode24(path.join(root, verb.script), args);
  let problem;
  editor.catch((error) => {
    problem = error;
    child.kill("SIGTERM");
  });
  const status = await ended;
  if (problem !== undefined) throw problem;
  process.exit(status);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}

/** What it takes to install the editor, unless it is there. */
function needsOfEditor() {
  return needs.includes("editor") && !hasCodeServer() ? ["build tools"] : [];
}

/** `ended` resolves with the verb's exit status. The verb decides what an interrupt means, so set-up only passes it on. */
function runUnderNode24(script, scriptArgs) {
  const child = spawn(
    node24,
    ["--import", path.join(root, ".ci/text-imports.mjs"), script, ...scriptArgs],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        TANDEM_CACHE: cacheFolder(),
        TANDEM_COMMAND: path.join(root, "dist/tandem.js"),
        TANDEM_CODE_SERVER: codeServerFolder(),
        TANDEM_NODE22: node22(),
        TANDEM_EDITOR: hasDesktopEditor() ? "desktop" : "browser",
      },
    },
  );
  // A terminal sends Ctrl-C to the whole group, `kill` only to this process: the verb must bear it twice.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
  // An interrupted npm ends its shell and tells nobody below; being handed to another parent says the same.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), parentPollMs).unref();
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
  return { child, ended };
}
