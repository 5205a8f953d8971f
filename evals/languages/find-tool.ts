// Looks for programs of this machine and asks them about themselves. Runs nothing but the tools it is told to, without
// a shell.
import { execFile } from "node:child_process";
import { accessSync, constants, realpathSync } from "node:fs";
import path from "node:path";

/** The program's path with links followed; undefined when no folder of PATH holds it. */
export function locate(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    if (folder === "") continue;
    const candidate = path.join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return realpathSync(candidate);
    } catch (error) {
      // Not here, or not for us: the next folder may have it.
      if (!(error instanceof Error && "code" in error)) throw error;
    }
  }
  return undefined;
}

/**
 * What a tool prints on stdout and stderr together; undefined when it is missing, fails or does not answer.
 * @throws the signal's reason when aborted
 */
export async function ask(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  // From the root folder, because some tools obey files of the folder they are started in.
  const options = { signal, timeout: 20_000, cwd: "/", env: { ...process.env, ...quiet } };
  return new Promise((resolve, reject) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (signal.aborted) reject(signal.reason);
      else resolve(error === null ? `${stdout}\n${stderr}` : undefined);
    });
  });
}

/** Go fetches no other version of itself, and nothing is printed in another language. */
const quiet = { GOTOOLCHAIN: "local", LC_ALL: "C" };
