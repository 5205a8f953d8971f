// The Linux process tier: bubblewrap around every program, a size-limited memory file system as the work folder, a
// system-call filter, limits per user id and a watch on resident memory. Works as root and as anybody else.
import type { ChildProcess } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import {
  type BubblewrapPlan,
  bubblewrapArguments,
  type SystemFolders,
} from "./bubblewrap-arguments.ts";
import type { Launch, Supervision } from "./group.ts";
import { homeFolders } from "./host-folders.ts";
import { runLimits } from "./limits.ts";
import { systemProgram, systemPrograms } from "./linux-programs.ts";
import { type MemoryWatch, watchMemory } from "./memory-watch.ts";
import { keepNamespace } from "./namespace-keeper.ts";
import { type Command, type Sandbox, SandboxError } from "./sandbox.ts";
import { allowingFilter, syscallFilter } from "./syscall-filter.ts";
import { claimUid } from "./uid-slot.ts";
import { type FolderHost, ownFolders } from "./work-folder.ts";

const needed = ["bwrap", "unshare", "nsenter", "mount", "setpriv", "prlimit"] as const;
type Programs = Readonly<Record<(typeof needed)[number], string>>;

export type BubblewrapOptions = {
  /** As root: take the way of everybody else all the same; then nothing limits the number of processes. */
  inUserNamespace?: boolean;
};

/** @throws SandboxError `unavailable` when a program or a folder is missing */
export function openBubblewrap({ inUserNamespace = false }: BubblewrapOptions = {}): Sandbox {
  const found = systemPrograms(needed);
  if ("missing" in found) {
    throw new SandboxError(
      "unavailable",
      `${found.missing.join(", ")} not found (Debian and Ubuntu: apt install bubblewrap util-linux)`,
    );
  }
  if (!existsSync("/dev/shm")) throw new SandboxError("unavailable", "/dev/shm does not exist");
  const { programs } = found;
  const watch = watchMemory();
  const isRoot = process.getuid?.() === 0 && !inUserNamespace;
  const folders = ownFolders(() => openHost(programs, isRoot, watch));
  return {
    tier: "bubblewrap",
    description: describe(programs, isRoot),
    openFolder: folders.open,
    [Symbol.asyncDispose]: folders[Symbol.asyncDispose],
  };
}

function describe(programs: Programs, isRoot: boolean): string {
  const user = isRoot ? "as root, under user ids of its own" : "in a user namespace";
  const filter = syscallFilter(process.arch) === undefined ? ", without system-call filter" : "";
  return `bubblewrap (${programs.bwrap}) ${user}${filter}`;
}

async function openHost(
  programs: Programs,
  isRoot: boolean,
  watch: MemoryWatch,
): Promise<FolderHost> {
  const { uid, release } = await claimUid();
  const { bwrap, setpriv, prlimit, nsenter, unshare } = programs;
  const choom = systemProgram("choom");
  const plan: BubblewrapPlan = {
    ...{ bwrap, setpriv, prlimit, choom, isRoot, uid },
    system: systemFolders(),
  };
  try {
    const keeper = await keepNamespace({
      ...{ unshare, isRoot, uid },
      // In its user namespace the keeper is the only user there is.
      owner: isRoot ? uid : 0,
      bytes: runLimits.diskBytes,
    });
    return {
      async launch(command) {
        const args = bubblewrapArguments(plan, confine(command));
        await keeper.resize(command.limits.diskBytes);
        return launchOf(nsenter, [...keeper.enter, "--", bwrap, ...args], watch);
      },
      async close() {
        await keeper.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

function launchOf(file: string, args: readonly string[], watch: MemoryWatch): Launch {
  const filter = syscallFilter(process.arch) ?? allowingFilter();
  return {
    ...{ file, args, env: {}, filter },
    supervise: (child) => superviseBubblewrap(child, watch),
  };
}

/** How long bubblewrap may take until it says which process leads the group. */
const reportWithinMs = 5000;

function superviseBubblewrap(child: ChildProcess, watch: MemoryWatch): Supervision {
  let leader: number | undefined;
  let hasRun = false;
  let isKilled = false;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const endLeader = () => {
    // Its end ends the namespace; bubblewrap then waits for it, so that its own end means that all are gone.
    if (leader !== undefined && !hasEnded()) killProcess(leader);
  };
  // Descriptor 3 is opened as a pipe by whoever starts the group.
  createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
    // `--json-status-fd` writes one object a line.
    const report = JSON.parse(line) as { "child-pid"?: number; "exit-code"?: number };
    leader ??= report["child-pid"];
    hasRun ||= report["exit-code"] !== undefined;
    if (isKilled) endLeader();
  });
  return {
    kill() {
      if (isKilled || hasEnded()) return;
      isKilled = true;
      endLeader();
      const force = setTimeout(() => child.kill("SIGKILL"), reportWithinMs);
      child.once("close", () => clearTimeout(force));
    },
    usage: (limit) =>
      leader === undefined ? {} : { residentBytes: watch.residentBytes(leader, limit) },
    hasRun: () => hasRun || isKilled,
  };
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // ESRCH: it ended by itself.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** @throws SandboxError for a mount that would show more than a toolchain */
function confine({ argv, mounts = [], env = {}, limits }: Command) {
  const homes = homeFolders();
  for (const mount of mounts) {
    const below = mount.endsWith("/") ? mount : `${mount}/`;
    const isAbove = homes.some((home) => home === mount || home.startsWith(below));
    if (mount === "/" || isAbove || !path.isAbsolute(mount) || path.normalize(mount) !== mount) {
      throw new SandboxError("failed", `Not a folder that a sandbox may show: ${mount}`);
    }
  }
  const outer = mounts.filter(
    (mount) => ![...mounts, "/usr"].some((other) => mount.startsWith(`${other}/`)),
  );
  return {
    ...{ argv, env, mounts: [...new Set(outer)] },
    processes: limits.processes,
    fileBytes: limits.diskBytes,
  };
}

/** What programs outside /usr need: loader settings, and the links by which Debian chooses a compiler or a JVM. */
const settings = /^(?:alternatives|ld\.so\.cache|ld\.so\.conf|ld\.so\.conf\.d|java.*)$/;

function systemFolders(): SystemFolders {
  const links = new Map<string, string>();
  const folders = ["/usr"];
  for (const name of ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]) {
    const stats = lstatSync(name, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) links.set(name, readlinkSync(name));
    else if (stats?.isDirectory()) folders.push(name);
  }
  const chosen = readdirSync("/etc").filter((name) => settings.test(name));
  return { links, folders: [...folders, ...chosen.map((name) => `/etc/${name}`)] };
}
