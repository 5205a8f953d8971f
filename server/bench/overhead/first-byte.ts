// How much later the first event of an answer comes at 200 requests a second. Every round asks all arms, and each is compared
// with the two of the same round that have no proxy: what those differ by is what this machine cannot tell apart.
import { percentile } from "../fairness/figures.ts";
import { ask, startPeers } from "./asking.ts";
import { direct, gateway, nginx, type PeerMaker, plainProxy } from "./peers.ts";
import { measured, measuring } from "./processes.ts";
import { ours, type Row } from "./rows.ts";

const rounds = 3;
const wanted = { bodyBytes: 2000, stream: true, requests: 1000, perSecond: 200 };
const both = `${measuring},${measured}`;
const withoutProxy = ["direct", "direct again"];

const arms: Readonly<Record<string, PeerMaker>> = {
  direct,
  nginx,
  Node: plainProxy,
  Tandem: gateway("Tandem on one processor"),
  "Tandem, both": gateway("Tandem on both processors", [], both),
  "direct again": async (url, signal) => ({ ...(await direct(url, signal)), name: "direct again" }),
};

type Round = ReadonlyMap<string, { p50: number; p99: number }>;

export async function firstByte(upstream: string, signal: AbortSignal): Promise<Row[]> {
  const { peers, stop } = await startPeers(arms, upstream, signal);
  const measuredRounds: Round[] = [];
  let failed = 0;
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const found = new Map<string, { p50: number; p99: number }>();
      for (const peer of peers) {
        const seen = await ask(peer, wanted, signal);
        failed += seen.failed;
        const { firstMs } = seen;
        found.set(peer.name, { p50: percentile(firstMs, 0.5), p99: percentile(firstMs, 0.99) });
      }
      // The first round opens sockets and compiles.
      if (round > 0) measuredRounds.push(found);
    }
  } finally {
    await stop();
  }
  const proxies = peers.map(({ name }) => name).filter((name) => !withoutProxy.includes(name));
  return [
    ...noiseRows(measuredRounds, failed),
    ...proxies.flatMap((name) => [
      { ...addedRow(name, "p50", measuredRounds), ...ours(name, 0.5) },
      { ...addedRow(name, "p99", measuredRounds), ...ours(name, 2) },
    ]),
  ];
}

/** What no proxy adds to no proxy. */
function noiseRows(all: readonly Round[], failed: number): Row[] {
  const what = (which: string) => `no proxy, against itself: TTFT ${which} at 200 requests/s`;
  const [once = "", again = ""] = withoutProxy;
  return (["p50", "p99"] as const).map((which) => ({
    what: what(which),
    unit: "ms",
    samples: all.map((round) => of(round, again)[which] - of(round, once)[which]),
    note: `${show(all.flatMap((round) => withoutProxy.map((name) => of(round, name)[which])))} ms from ${wanted.requests} requests each; ${failed} failed in all`,
  }));
}

function addedRow(name: string, which: "p50" | "p99", all: readonly Round[]): Row {
  const base = (round: Round) =>
    withoutProxy.reduce((sum, each) => sum + of(round, each)[which], 0) / withoutProxy.length;
  return {
    what: `${name}: added TTFT ${which} at 200 requests/s`,
    unit: "ms",
    samples: all.map((round) => of(round, name)[which] - base(round)),
  };
}

function of(round: Round, name: string): { p50: number; p99: number } {
  return round.get(name) ?? { p50: Number.NaN, p99: Number.NaN };
}

function show(values: readonly number[]): string {
  return values.map((value) => value.toFixed(1)).join(", ");
}
