// Looks at the machine's process table (Linux's /proc) to prove that something ended: which processes carry a mark in
// their environment, and which ports they listen on. It ends nothing.
import { readdir, readFile, readlink } from "node:fs/promises";

/** Ids of the live processes whose environment holds `mark`. */
export async function processesWith(mark: string): Promise<number[]> {
  const ids = (await readdir("/proc"))
    .map(Number)
    .filter((id) => Number.isInteger(id) && id !== process.pid);
  const carries = await Promise.all(
    ids.map(async (id) => (await readOrGone(`/proc/${id}/environ`)).includes(mark)),
  );
  return ids.filter((_, index) => carries[index]);
}

/** The command line of each, arguments separated by spaces; empty for one that has ended. */
export async function commandLines(ids: readonly number[]): Promise<string[]> {
  const lines = await Promise.all(ids.map((id) => readOrGone(`/proc/${id}/cmdline`)));
  return lines.map((line) => line.replaceAll("\0", " "));
}

/** Local TCP ports on which any of the processes listens. */
export async function listeningPorts(ids: readonly number[]): Promise<number[]> {
  const inodes = new Set((await Promise.all(ids.map(socketInodes))).flat());
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readOrGone(`/proc/net/${name}`)));
  const ports = tables.flatMap((table) =>
    table
      .split("\n")
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      // Columns of proc(5): local address, state (0A listens) and the socket's inode.
      .filter((columns) => columns[3] === "0A" && inodes.has(columns[9] ?? ""))
      .map((columns) => Number.parseInt(columns[1]?.split(":").at(-1) ?? "", 16)),
  );
  return [...new Set(ports)];
}

async function socketInodes(id: number): Promise<string[]> {
  const folder = `/proc/${id}/fd`;
  try {
    const names = await readdir(folder);
    const targets = await Promise.all(
      names.map((name) => readlink(`${folder}/${name}`).catch(ignoreGone)),
    );
    return targets.flatMap((target) => target.match(/^socket:\[(\d+)\]$/)?.[1] ?? []);
  } catch (error) {
    ignoreGone(error);
    return [];
  }
}

async function readOrGone(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    return ignoreGone(error);
  }
}

/** A process may end, or belong to somebody else, while it is looked at. */
function ignoreGone(error: unknown): string {
  const codes = ["ENOENT", "ESRCH", "EACCES", "EPERM"];
  if (error instanceof Error && "code" in error && codes.includes(String(error.code))) return "";
  throw error;
}
