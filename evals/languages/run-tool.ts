// Runs a trusted tool that makes something for every program's use, outside the sandbox and without a shell.
import { execFile } from "node:child_process";
import path from "node:path";
import type { Toolchain } from "./toolchain.ts";

/** What it prints. @throws when it fails, or the signal's reason when aborted */
export function runTool(
  program: string,
  args: readonly string[],
  { env, cwd = "/" }: { env: Toolchain["env"]; cwd?: string },
  signal: AbortSignal,
): Promise<string> {
  const options = { signal, cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 24 };
  return new Promise((resolve, reject) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (signal.aborted) return reject(signal.reason);
      // Node's own message is the command line.
      const said = stderr.trim().split("\n").at(-1) || error.message;
      reject(new Error(`${path.basename(program)} failed: ${said}`, { cause: error }));
    });
  });
}
