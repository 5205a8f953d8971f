// The macOS process tier: sandbox-exec around every program, in a temporary folder. macOS has no namespaces, so that
// groups, memory and disk are watched from outside; whatever the watch does not catch, the probe has to find.
import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Supervision } from "./group.ts";
import { systemPrograms } from "./linux-programs.ts";
import { type Command, type Sandbox, SandboxError } from "./sandbox.ts";
import { seatbeltProfile } from "./seatbelt-profile.ts";
import { type FolderHost, ownFolders } from "./work-folder.ts";

const needed = ["sandbox-exec", "ps", "du", "sh"] as const;
type Programs = Readonly<Record<(typeof needed)[number], string>>;

/** @throws SandboxError `unavailable` on other systems, and when a program is missing */
export function openSeatbelt(): Sandbox {
  if (process.platform !== "darwin") throw new SandboxError("unavailable", "macOS only");
  const found = systemPrograms(needed);
  if ("missing" in found) {
    throw new SandboxError("unavailable", `${found.missing.join(", ")} not found`);
  }
  const folders = ownFolders(() => openHost(found.programs));
  return {
    tier: "seatbelt",
    description: `Seatbelt (${found.programs["sandbox-exec"]}); memory and disk are watched, not limited`,
    openFolder: folders.open,
    [Symbol.asyncDispose]: folders[Symbol.asyncDispose],
  };
}

async function openHost(programs: Programs): Promise<FolderHost> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-sandbox-")));
  return {
    async launch(command) {
      return {
        file: programs.sh,
        args: ["-c", limiting(command), "limits", ...confined(programs, folder, command)],
        env: placed(folder, { ...command.env, TMPDIR: "/w" }),
        cwd: folder,
        supervise: ({ pid }) => watchGroup(programs, pid ?? 0, folder),
      };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The limit on processes counts all of the user's, so those that are there already are added. */
function limiting({ limits }: Command): string {
  const own = execFileSync("/bin/ps", ["-x", "-o", "pid="], { encoding: "utf8" }).split(
    "\n",
  ).length;
  const blocks = Math.ceil(limits.diskBytes / 512);
  return `ulimit -u ${own + limits.processes} && ulimit -f ${blocks} && ulimit -c 0 && exec "$@"`;
}

function confined(programs: Programs, folder: string, { argv, mounts = [] }: Command): string[] {
  const profile = seatbeltProfile({ folder, mounts });
  return [programs["sandbox-exec"], "-p", profile, ...argv.map((word) => inFolder(folder, word))];
}

function placed(folder: string, env: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, inFolder(folder, value)]),
  );
}

/** There is no /w on macOS: whole paths that begin with it are rewritten to the folder. */
function inFolder(folder: string, text: string): string {
  return text.replace(/(^|[\s:=])\/w(?=$|[/\s:])/g, (_, before: string) => `${before}${folder}`);
}

const run = promisify(execFile);
const lookEveryMs = 100;

function watchGroup(programs: Programs, leader: number, folder: string): Supervision {
  const members = new Set([leader]);
  let residentBytes = 0;
  let diskBytes = 0;
  const look = async () => {
    const { stdout } = await run(programs.ps, ["-A", "-o", "pid=,ppid=,pgid=,rss="]);
    const rows = stdout
      .trim()
      .split("\n")
      .map((row) => row.trim().split(/\s+/).map(Number));
    let kibi = 0;
    for (const [pid = 0, parent = 0, group = 0, rss = 0] of rows) {
      // Parents come before their children in the listing of ps.
      if (!members.has(pid) && !members.has(parent) && group !== leader) continue;
      members.add(pid);
      kibi += rss;
    }
    residentBytes = kibi * 1024;
    const used = await run(programs.du, ["-sk", folder]).catch(() => undefined);
    diskBytes = Number.parseInt(used?.stdout ?? "0", 10) * 1024;
  };
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs).unref();
  const kill = () => {
    for (const pid of [-leader, ...members]) killProcess(pid);
  };
  return {
    kill,
    usage: () => ({ residentBytes, diskBytes }),
    hasRun: () => {
      clearInterval(timer);
      // The leader is gone; what it left behind goes too.
      kill();
      return true;
    },
  };
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // ESRCH: it has ended. EPERM: its number belongs to somebody else by now.
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}
