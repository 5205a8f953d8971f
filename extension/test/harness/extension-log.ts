// Reads what the extension host logged and picks out the errors that Tandem's own code let escape. Noise of VS Code and of
// its built-in extensions is left alone.
import { glob, readFile } from "node:fs/promises";
import path from "node:path";

const extensionId = "tandem.tandem";
const entryStart = /^(?=\d{4}-\d{2}-\d{2} [\d:.]+ \[\w+\])/m;

/** `dataFolder` is the server's; `extensionFolder` where the extension was loaded from. */
export async function escapedErrors(
  dataFolder: string,
  extensionFolder: string,
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob(path.join(dataFolder, "**/remoteexthost.log"))) {
    signal.throwIfAborted();
    found.push(...pickErrors(await readFile(file, "utf8"), extensionFolder));
  }
  return found;
}

/** Exported for its table of cases. */
export function pickErrors(log: string, extensionFolder: string): string[] {
  return log
    .split(entryStart)
    .filter((entry) => /^\S+ \S+ \[error\]/.test(entry))
    .filter(
      (entry) =>
        entry.includes(extensionId) || entry.includes(path.join(extensionFolder, "dist/extension")),
    )
    .map((entry) => entry.trimEnd());
}
