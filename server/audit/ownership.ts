// Whose files these are: an administrator may use the command before or beside a service that runs as somebody else, and
// must leave nothing behind that the service cannot use. It does not know what is in the files.
import { chownSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

/** With those above it. Only its owner may look inside: records name people. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  const above = path.dirname(made);
  for (let each = folder; each !== above; each = path.dirname(each)) giveAway(each, above);
}

/** To whom the other one belongs. */
export function giveAway(file: string, like: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  if (uid !== 0) chownSync(file, uid, gid);
}
