// `npm run package`: makes dist/tandem.vsix from what the build left in dist/, and refuses to when the package would hold
// anything but the extension, lack a part of it, or be too large. It builds nothing and publishes nothing.
import { stat } from "node:fs/promises";
import path from "node:path";
import { startProcessGroup } from "../extension/test/harness/process-group.ts";

const root = path.resolve(import.meta.dirname, "..");
const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
export const vsixFile = path.join(root, "dist/tandem.vsix");

const required = [
  "package.json",
  "package.nls.json",
  "package.nls.de.json",
  "l10n/bundle.l10n.de.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/extension-later.cjs",
  "dist/webview/chat.js",
  "dist/webview/evals.js",
  // The evaluation process and what lies beside it.
  "dist/eval.cjs",
  "dist/wasm-worker.cjs",
  "dist/quickjs.cjs",
  "dist/recheck.br",
  "dist/suites.json",
];
const allowed = [
  /^dist\/webview\/[\w-]+\.(js|css)$/,
  /^media\/[\w./-]+$/,
  // Brackets and comments of the languages that proposed changes are shown in.
  /^extension\/host\/edits\/preview-languages\/[\w-]+\.json$/,
];

/** What is wrong with the list of files; empty when nothing is. */
export function faultsOfContent(files: readonly string[]): string[] {
  const missing = required.filter((name) => !files.includes(name));
  const foreign = files.filter(
    (name) => !required.includes(name) && !allowed.some((pattern) => pattern.test(name)),
  );
  return [
    ...missing.map((name) => `${name} is missing`),
    ...foreign.map((name) => `${name} does not belong in it`),
  ];
}

const mostBytes = 2_000_000;

/** What is wrong with the size of the file, as one sentence; undefined when nothing is. */
export function faultOfSize(bytes: number): string | undefined {
  if (bytes <= mostBytes) return undefined;
  const [is, may] = [bytes, mostBytes].map((count) => count.toLocaleString("en"));
  return `The package has ${is} bytes and may have ${may}: look for what it does not need.`;
}

/** @throws with one sentence a fault when the package would be wrong, or with what vsce said. */
export async function packageExtension(signal: AbortSignal): Promise<string> {
  const listed = await runVsce(["ls", "--no-dependencies"], signal);
  const faults = faultsOfContent(listed.split("\n").filter((line) => line !== ""));
  if (faults.length > 0) throw new Error(`The package is wrong: ${faults.join("; ")}.`);
  const options = [
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
  ];
  await runVsce(["package", ...options, "--out", vsixFile], signal);
  const tooLarge = faultOfSize((await stat(vsixFile)).size);
  if (tooLarge !== undefined) throw new Error(tooLarge);
  return vsixFile;
}

async function runVsce(args: readonly string[], signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const group = startProcessGroup({ command: process.execPath, args: [vsce, ...args], cwd: root });
  const stop = () => void group.stop();
  signal.addEventListener("abort", stop, { once: true });
  const { code } = await group.ended;
  signal.removeEventListener("abort", stop);
  await group.stop();
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`vsce ${args[0]} failed:\n${group.output()}`);
  return group.output();
}

if (import.meta.main) {
  const file = await packageExtension(AbortSignal.timeout(60_000));
  const { size } = await stat(file);
  console.log(`${path.relative(process.cwd(), file)}, ${size.toLocaleString("en")} bytes`);
}
