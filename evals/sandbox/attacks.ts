// What the probe tries against a tier that runs processes, in the one language every tier has: the shell. Each attack
// says from what happened, and where possible from what the host itself saw, whether it was contained.
import { randomUUID } from "node:crypto";
import { chmod, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { homeFolders, makeTemporaryFolder } from "./host-folders.ts";
import { runLimits } from "./limits.ts";
import { openListeners } from "./listeners.ts";
import type { Command, Limits, Outcome, WorkFolder } from "./sandbox.ts";

export type Attack = {
  name: string;
  /** Undefined when it was contained, or else what went wrong. */
  run(folder: WorkFolder, signal: AbortSignal): Promise<string | undefined>;
};

/** In this order: what the first leaves running, the last looks for. */
export const attacks: readonly Attack[] = [
  { name: "a grandchild in a session of its own", run: leaveGrandchild },
  { name: "a write outside the work folder", run: writeOutside },
  { name: "a read of the home folder and of secrets", run: readHome },
  { name: "a network call", run: callOut },
  { name: "200 processes", run: forkMany },
  { name: "twice the memory", run: allocateTwice },
  { name: "a full disk", run: fillDisk },
  { name: "10 MB of output", run: flood },
  { name: "ignored signals at the deadline", run: ignoreSignals },
  { name: "the grandchild has ended", run: findGrandchild },
];

const mebi = 1024 * 1024;
const limits: Limits = { ...runLimits, wallMs: 5000, processes: 64, outputBytes: 64 * 1024 };

function sh(folder: WorkFolder, script: string, signal: AbortSignal, more: Partial<Limits> = {}) {
  const command: Command = {
    argv: ["/bin/sh", "-c", script],
    env: { PATH: "/usr/local/bin:/usr/bin:/bin" },
    limits: { ...limits, ...more },
  };
  return folder.run(command, signal);
}

async function leaveGrandchild(folder: WorkFolder, signal: AbortSignal) {
  const later = "sleep 0.3; echo alive > /w/alive";
  // macOS has no setsid program.
  const detach = `setsid sh -c '${later}' || perl -MPOSIX -e 'setsid(); exec @ARGV' sh -c '${later}'`;
  const script = `(${detach}) > /dev/null 2>&1 < /dev/null & echo started`;
  const outcome = await sh(folder, script, signal);
  return outcome.stdout === "started\n" ? undefined : told(outcome);
}

async function findGrandchild(folder: WorkFolder, signal: AbortSignal) {
  const outcome = await sh(folder, "sleep 0.3; [ ! -e /w/alive ] && echo gone", signal);
  return outcome.stdout === "gone\n" ? undefined : "it outlived its run";
}

async function writeOutside(folder: WorkFolder, signal: AbortSignal) {
  const name = `tandem-probe-${randomUUID()}`;
  const own = [...homeFolders(), path.dirname(path.resolve(tmpdir()))];
  const places = ["/", "/usr", "/etc", "/var", "/dev", "/root", ...own].filter(isQuotable);
  const files = places.map((place) => path.join(place, name));
  const tries = files.map((file) => `echo x 2> /dev/null > '${file}' && echo '${file}'`);
  const outcome = await sh(folder, `${tries.join("; ")}; echo end`, signal);
  const written = files.filter((file) => outcome.stdout.includes(`${file}\n`));
  // What was written on the host goes again; what was written in the sandbox's own layer is not here.
  await Promise.all(written.map((file) => rm(file, { force: true }).catch(() => undefined)));
  if (outcome.stdout === "end\n") return undefined;
  return outcome.stdout.endsWith("end\n")
    ? `it wrote ${outcome.stdout.split("\n")[0]}`
    : told(outcome);
}

async function readHome(folder: WorkFolder, signal: AbortSignal) {
  const canaryFolder = await makeTemporaryFolder();
  try {
    // Readable for everybody, so that only the sandbox keeps it.
    await chmod(canaryFolder, 0o755);
    const canary = path.join(canaryFolder, "canary");
    await writeFile(canary, "canary");
    const home = await privateNames();
    const secrets = [canary, "/etc/shadow", "/etc/ssh", ...home];
    const names = secrets.filter(isQuotable).slice(0, 200);
    const script = `for f in ${names.map((name) => `'${name}'`).join(" ")}; do
      if [ -r "$f" ] && { cat "$f" || [ "$(ls -A "$f")" ]; } > /dev/null 2>&1; then echo "$f"; fi; done; echo end`;
    const outcome = await sh(folder, script, signal);
    if (outcome.stdout === "end\n") return undefined;
    return outcome.stdout.endsWith("end\n")
      ? `it read ${outcome.stdout.split("\n")[0]}`
      : told(outcome);
  } finally {
    await rm(canaryFolder, { recursive: true });
  }
}

/** Users without a home of their own, such as services, may have a system folder as theirs. */
async function privateNames(): Promise<string[]> {
  const homes = homeFolders().filter((home) => home !== "/" && !/^\/usr(?:\/|$)/.test(home));
  const listed = homes.map(async (home) => {
    const names = await readdir(home).catch(() => []);
    return names.map((name) => path.join(home, name));
  });
  return (await Promise.all(listed)).flat();
}

function isQuotable(name: string): boolean {
  return !/['\n]/.test(name);
}

async function callOut(folder: WorkFolder, signal: AbortSignal) {
  await using listeners = await openListeners();
  const outcome = await sh(folder, `${listeners.script}\necho tried`, signal);
  const reached = await listeners.reached();
  if (reached.length > 0) return `it reached the host by ${reached.join(", ")}`;
  return outcome.stdout.endsWith("tried\n") ? undefined : told(outcome);
}

async function forkMany(folder: WorkFolder, signal: AbortSignal) {
  const script = "i=0; while [ $i -lt 200 ]; do sleep 30 & i=$((i+1)); echo $i; done; echo all";
  const outcome = await sh(folder, script, signal);
  if (outcome.stdout.includes("all")) return "200 processes ran under a limit of 64";
  // Too few would be a limit that legitimate programs run into.
  const ran = outcome.stdout.trim().split("\n").length;
  return ran >= 16 ? undefined : `only ${ran} processes ran under a limit of 64`;
}

async function allocateTwice(folder: WorkFolder, signal: AbortSignal) {
  const memoryBytes = 96 * mebi;
  const script = `awk 'BEGIN { s = "0123456789abcdef"; while (length(s) < ${2 * memoryBytes}) s = s s; system("sleep 1"); print "all" }'`;
  const outcome = await sh(folder, script, signal, { memoryBytes });
  const isContained = outcome.end === "memory" || !outcome.stdout.startsWith("all");
  return isContained ? undefined : `${2 * memoryBytes} bytes fit below a limit of ${memoryBytes}`;
}

async function fillDisk(folder: WorkFolder, signal: AbortSignal) {
  const kibi = limits.diskBytes / 1024;
  const script = `for f in /w/1 /tmp/2 /w/3; do cat /dev/zero 2> /dev/null > $f; done
    ls -ln /w/1 /tmp/2 /w/3 | awk '{ sum += $5 } END { print int(sum / 1024) }'; rm -f /w/1 /tmp/2 /w/3`;
  const outcome = await sh(folder, script, signal);
  const written = Number.parseInt(outcome.stdout, 10);
  if (Number.isNaN(written)) return outcome.end === "exited" ? told(outcome) : undefined;
  return written <= kibi ? undefined : `${written} kB fit below a limit of ${kibi} kB`;
}

async function flood(folder: WorkFolder, signal: AbortSignal) {
  const outcome = await sh(folder, "yes | head -c 10000000; echo end", signal);
  return outcome.end === "output-limit" ? undefined : told(outcome);
}

async function ignoreSignals(folder: WorkFolder, signal: AbortSignal) {
  const wallMs = 300;
  const script = "trap '' TERM INT HUP; while :; do :; done";
  const outcome = await sh(folder, script, signal, { wallMs });
  if (outcome.end !== "timeout") return told(outcome);
  // A busy machine is late, which is no reason to run nothing.
  const isInTime = outcome.wallMs >= wallMs && outcome.wallMs < wallMs * 1.2 + 1000;
  return isInTime ? undefined : `${Math.round(outcome.wallMs)} ms instead of ${wallMs} ms`;
}

function told({ end, exitCode, signal, stderr }: Outcome): string {
  return `it ended with ${end}, ${signal ?? exitCode}: ${stderr.trim().split("\n")[0]}`;
}
