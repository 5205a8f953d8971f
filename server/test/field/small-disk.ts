// A gateway whose data folder lies on a small disk of its own: memory, mounted where nothing but the gateway and this test
// see it, and gone with them however they end. Needs no root where the system lets a user mount for itself.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { commandLine } from "../../command-process.ts";
import { makeKey } from "../gateway.ts";
import type { Door } from "./wire.ts";

export type SmallDisk = {
  door: Door;
  /** The data folder for whoever reads plain files; SQLite would look for it where the disk is not seen. */
  data: string;
  /** Leaves no byte free. */
  fill(): Promise<void>;
  /** Makes room again. */
  empty(): Promise<void>;
  /** Ends the gateway as an administrator would; the disk stays. Resolves with its exit status. */
  stop(): Promise<string>;
  /** Ends everything. */
  end(): Promise<void>;
};

const root = path.resolve(import.meta.dirname, "../../..");
const sizeMiB = 24;

/** Says what the gateway says and then how it ended. When its input ends, so does everything. */
const script = `
exec 3<&0
mount -t tmpfs -o size=${sizeMiB}m tmpfs "$1/disk" && mv "$1"/seed/* "$1/disk" || exit 1
$2 serve --config "$3" --data "$1/disk" --port 0 --json 2>/dev/null 3<&- &
gateway=$!
(cat <&3 >/dev/null; kill -KILL $gateway 2>/dev/null) &
wait $gateway
echo "ended $?"
wait
`;

/** @throws where nothing can be mounted */
export async function startOnSmallDisk(config: string): Promise<SmallDisk> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-disk-"));
  const disk = path.join(folder, "disk");
  const seed = path.join(folder, "seed");
  await Promise.all([mkdir(disk), mkdir(seed)]);
  const key = await makeKey(seed, { name: "Ada", role: "developer" });
  const program = [process.execPath, ...commandLine].join(" ");
  const own = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const shell = ["sh", "-c", script, "gateway-on-a-small-disk", folder, program, config];
  const child = spawn("unshare", [...own, "--mount", ...shell], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const isOver = new Promise<void>((resolve) => child.once("close", () => resolve()));
  // Where there is no such command, nothing is said either.
  child.on("error", () => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (!done) return String(value);
    await rm(folder, { recursive: true, force: true });
    throw new Error("There is no gateway on a small disk: nothing can be mounted here.");
  };
  // The shell's view of the disks, for as long as it lives.
  const data = path.join(`/proc/${child.pid}/root`, disk);
  const { origin, pid } = JSON.parse(await next()) as { origin: string; pid: number };
  const filler = path.join(data, "filler");
  return {
    door: { origin, key },
    data,
    async fill() {
      const file = await open(filler, "w");
      try {
        for (let bytes = 1 << 20; bytes > 0; bytes >>= 1) await fillWith(file, Buffer.alloc(bytes));
      } finally {
        await file.close();
      }
    },
    empty: () => rm(filler),
    async stop() {
      process.kill(pid, "SIGTERM");
      return (await next()).replace("ended ", "");
    },
    async end() {
      child.stdin.end();
      await isOver;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fillWith(file: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<void> {
  for (let count = 0; count < sizeMiB * 2; count += 1) {
    try {
      await file.write(piece);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOSPC") return;
      throw error;
    }
  }
}
