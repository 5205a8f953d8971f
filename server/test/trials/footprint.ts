// What a running gateway holds: its gauges, as its own page tells them, and its memory and sockets, as Linux counts them. It
// does not know what ought to be there.
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

export type Footprint = { rssMb: number; sockets: number };

type Page = { origin: string; key: string; signal: AbortSignal };

/** Names as on the page, without `tandem_gateway_`. */
export async function gaugesAt({ origin, key, signal }: Page): Promise<Map<string, number>> {
  const headers = { authorization: `Bearer ${key}` };
  const page = await (await fetch(`${origin}/metrics`, { headers, signal })).text();
  const gauges = new Map<string, number>();
  for (const line of page.split("\n")) {
    const [, name, value] = /^tandem_gateway_(\S+) (\S+)$/.exec(line) ?? [];
    if (name !== undefined) gauges.set(name, Number(value));
  }
  return gauges;
}

/** How long a trial waits for what has to come. */
export const patienceMs = 10_000;
export const lookEveryMs = 25;

/** Resolves with whether all gauges whose names begin so add up to that within the patience of a trial. */
export async function untilGauge(page: Page, name: string, value: number): Promise<boolean> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const gauges = await gaugesAt(page);
    const ofThatName = [...gauges].filter(([each]) => each.startsWith(name));
    const sum = ofThatName.reduce((total, [, each]) => total + each, 0);
    if (ofThatName.length > 0 && sum === value) return true;
    if (performance.now() > until) return false;
    await wait(lookEveryMs, undefined, { signal: page.signal });
  }
}

/** Looks again, up to the patience of a trial, until no more sockets are open than before. */
export async function footprintOf(pid: number, before?: Footprint): Promise<Footprint> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const now = await look(pid);
    if (now.sockets <= (before?.sockets ?? now.sockets) || performance.now() > until) return now;
    await wait(4 * lookEveryMs);
  }
}

async function look(pid: number): Promise<Footprint> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const folder = `/proc/${pid}/fd`;
  const targets = await Promise.all(
    (await readdir(folder)).map((name) => readlink(`${folder}/${name}`).catch(unlessGone)),
  );
  return {
    rssMb: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024,
    sockets: targets.filter((target) => target.startsWith("socket:")).length,
  };
}

/** It was closed while the folder was read. */
function unlessGone(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
  throw error;
}
