// `npm run package`: makes dist/tandem.vsix from what the build left in dist/, and refuses to when the package would hold
// anything but the extension, or lack a part of it. It builds nothing and publishes nothing.
import path from "node:path";
import { startProcessGroup } from "../extension/test/harness/process-group.ts";

const root = path.resolve(import.meta.dirname, "..");
const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
export const vsixFile = path.join(root, "dist/tandem.vsix");

const required = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/webview/chat.js",
];
const allowed = [
  /^dist\/extension\.cjs$/,
  /^dist\/webview\/[\w-]+\.(js|css)$/,
  /^media\/[\w./-]+$/,
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
  console.log(path.relative(process.cwd(), file));
}
