// The folders of whoever runs this, as far as there are any: the environment may name none, a relative one, or one that
// does not exist, and the user may be unknown to the system. Knows nothing of what a sandbox shows.
import { mkdtemp } from "node:fs/promises";
import { homedir, tmpdir, userInfo } from "node:os";
import path from "node:path";
import { SandboxError } from "./sandbox.ts";

/** By the environment and by the system: both are private, whichever a program is told. */
export function homeFolders(): readonly string[] {
  const named = [homedir, () => userInfo().homedir].flatMap(whereKnown);
  return [...new Set(named)].filter(path.isAbsolute);
}

/** Nowhere for a user whom the system does not know, as in many containers. */
function whereKnown(ask: () => string): string[] {
  try {
    return [ask()];
  } catch (error) {
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

/** The address of a Unix socket has room for about a hundred bytes. */
const longestName = 60;

/**
 * A new folder, below /tmp where the environment names no usable one. Its name needs no quotes in a shell.
 * @throws SandboxError `unavailable` where neither can be written
 */
export async function makeTemporaryFolder(): Promise<string> {
  const wanted = path.normalize(tmpdir());
  const isUsable = path.isAbsolute(wanted) && /^[\w./@+-]+$/.test(wanted);
  const places = isUsable && wanted.length <= longestName ? [wanted, "/tmp"] : ["/tmp"];
  let problem: unknown;
  for (const place of places) {
    try {
      return await mkdtemp(path.join(place, "tandem-probe-"));
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      problem = error;
    }
  }
  const said = problem instanceof Error ? problem.message : "";
  throw new SandboxError("unavailable", `No temporary folder can be made: ${said}`, problem);
}
