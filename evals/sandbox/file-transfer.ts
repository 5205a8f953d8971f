// Moves files into and out of a work folder by two small scripts that run inside the sandbox. The host itself never
// opens a path in there, so that no link and no pipe which a program planted can lead it anywhere.

import { transferLimits } from "./limits.ts";
import { type Command, SandboxError } from "./sandbox.ts";

type Files = ReadonlyMap<string, string | Uint8Array>;

/** Exit status of a script that found the disk full: ENOSPC. */
const diskFullStatus = 28;
const failedStatus = 29;

// A program may have taken the rights of its own folders away: they are given back before the second attempt.
const writing = `
put() {
  case "$name" in */*) mkdir -p -- "\${name%/*}" || return 1 ;; esac
  [ ! -e "$name" ] && [ ! -h "$name" ] || rm -rf -- "$name" || return 1
  : > "$name"
}
while IFS= read -r name && read -r size; do
  put 2> /dev/null || { chmod -R u+rwX . 2> /dev/null; put; } || failed=1
  [ "$failed" ] || head -c "$size" > "$name" || failed=1
  if [ "$failed" ]; then
    set -- $(df -Pk . | tail -n 1)
    [ "\${4:-1}" -ge 4 ] || exit ${diskFullStatus}
    exit ${failedStatus}
  fi
done
`;

const reading = `[ -f "$1" ] && [ ! -h "$1" ] || exit ${failedStatus}; exec head -c "$2" -- "$1"`;

/** @throws SandboxError for a name that does not stay below the folder */
export function writeCommand(files: Files): Command {
  const parts = [...files].flatMap(([name, content]) => {
    checkName(name);
    const bytes = Buffer.from(content);
    return [Buffer.from(`${name}\n${bytes.length}\n`), bytes];
  });
  const stdin = Buffer.concat(parts);
  return { argv: ["/bin/sh", "-c", writing], env: searchPath, stdin, limits: transferLimits };
}

export function readCommand(name: string, maxBytes: number): Command {
  checkName(name);
  return {
    argv: ["/bin/sh", "-c", reading, "read", name, `${maxBytes + 1}`],
    env: searchPath,
    // Twice, because only half of the limit is kept from the head.
    limits: { ...transferLimits, outputBytes: 2 * (maxBytes + 1) },
  };
}

/** @throws SandboxError unless everything has been written */
export function checkWritten(exitCode: number | null, stderr: string): void {
  if (exitCode === 0) return;
  if (exitCode === diskFullStatus) {
    throw new SandboxError("disk_full", "The work folder is full.");
  }
  throw new SandboxError("failed", `The work folder could not be written: ${stderr.trim()}`);
}

const searchPath = { PATH: "/usr/bin:/bin" };

function checkName(name: string): void {
  const steps = name.split("/");
  const isSafe = steps.every((step) => step !== "" && step !== "." && step !== "..");
  // A name that begins with a dash would be an option of the scripts' programs.
  if (isSafe && !name.startsWith("-") && !/[\n\0]/.test(name)) return;
  throw new SandboxError("failed", `Not a path below the work folder: ${JSON.stringify(name)}`);
}
