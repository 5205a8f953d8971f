// What a request and an event cost in processor time, and what a proxy holds in memory before, after, and once it has rested:
// all proxies run, and are asked in turns, so that a busy minute is in everybody's figures.
import { setTimeout as wait } from "node:timers/promises";
import { ask, startPeers, type Wanted } from "./asking.ts";
import type { Seen } from "./load-client.ts";
import { gateway, litellm, nginx, type Peer, plainProxy, portkey } from "./peers.ts";
import { spentBy } from "./processes.ts";
import { failures, ours, type Row } from "./rows.ts";

const rounds = 3;
const warmTurns = 3;
/** V8 gives memory back some 10 s after the last request. */
const restMs = 20_000;
const json = { bodyBytes: 2000, stream: false, requests: 8000, concurrency: 32 };
const events = { bodyBytes: 8000, stream: true, requests: 640, concurrency: 64 };

export async function processorTime(upstream: string, signal: AbortSignal): Promise<Row[]> {
  const makers = { nginx, Node: plainProxy, Tandem: gateway(), Portkey: portkey, LiteLLM: litellm };
  const { peers, missing, stop } = await startPeers(makers, upstream, signal);
  try {
    const idle = await memoryOf(peers);
    await warmUp(peers, signal);
    const perRequest = await inTurns(peers, json, ({ firstMs }) => firstMs.length, signal);
    const perEvent = await inTurns(peers, events, (seen) => seen.events, signal);
    const loaded = await memoryOf(peers);
    await wait(restMs, undefined, { signal });
    const rested = await memoryOf(peers);
    return [
      ...peers.flatMap((peer) => {
        const { name } = peer;
        return [
          {
            what: `${name}: processor time a JSON request of 2 kB, ${json.concurrency} at a time`,
            unit: "µs",
            ...figures(perRequest, peer),
            ...ours(name, 100),
          },
          {
            what: `${name}: processor time a streamed event, ${events.concurrency} streams`,
            unit: "µs",
            ...figures(perEvent, peer),
            ...ours(name, 40),
          },
          {
            what: `${name}: idle memory`,
            unit: "MB",
            samples: [idle.get(peer) ?? Number.NaN],
            ...ours(name, 150),
            note: `${show(loaded.get(peer))} MB after the load, ${show(rested.get(peer))} MB ${restMs / 1000} s later`,
          },
        ];
      }),
      ...[...missing].map(([name, why]) => ({
        what: `${name}: not measured`,
        unit: "",
        samples: [Number.NaN],
        note: why,
      })),
    ];
  } finally {
    await stop();
  }
}

type Spending = { samples: number[]; failed: number };

async function inTurns(
  peers: readonly Peer[],
  wanted: Wanted & { concurrency: number },
  count: (seen: Seen) => number,
  signal: AbortSignal,
): Promise<ReadonlyMap<Peer, Spending>> {
  const spending = new Map<Peer, Spending>();
  // The first turn opens sockets. Who answers nothing in it is not asked again.
  for (const peer of peers) {
    const { failed } = await ask(peer, wantedOf(peer, wanted), signal);
    spending.set(peer, { samples: [], failed });
  }
  const answering = [...spending].filter(
    ([peer, { failed }]) => failed < wantedOf(peer, wanted).requests,
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const [peer, spent] of answering) {
      const before = await spentBy(peer.pid);
      const seen = await ask(peer, wantedOf(peer, wanted), signal);
      const after = await spentBy(peer.pid);
      spent.samples.push(((after.cpuMs - before.cpuMs) * 1000) / count(seen));
      spent.failed += seen.failed;
    }
  }
  return spending;
}

/** V8 compiles the gateway's code for its first 24,000 requests, which are a few minutes of a team's day. */
async function warmUp(peers: readonly Peer[], signal: AbortSignal): Promise<void> {
  for (const peer of peers) {
    for (let turn = 0; turn < warmTurns; turn += 1) await ask(peer, wantedOf(peer, json), signal);
  }
}

/** Python takes so long that what is a second for others is a minute for it. */
function wantedOf({ name }: Peer, wanted: Wanted & { concurrency: number }): typeof wanted {
  if (!name.startsWith("LiteLLM")) return wanted;
  return { ...wanted, requests: Math.max(wanted.concurrency, Math.ceil(wanted.requests / 40)) };
}

function figures(spending: ReadonlyMap<Peer, Spending>, peer: Peer): Pick<Row, "samples" | "note"> {
  const { samples, failed } = spending.get(peer) ?? { samples: [], failed: 0 };
  // The runner shows what has no figure, too.
  return { samples: samples.length === 0 ? [Number.NaN] : samples, ...failures(failed) };
}

async function memoryOf(peers: readonly Peer[]): Promise<ReadonlyMap<Peer, number>> {
  const found = new Map<Peer, number>();
  for (const peer of peers) found.set(peer, (await spentBy(peer.pid)).rssMb);
  return found;
}

function show(value = Number.NaN): string {
  return value.toFixed(0);
}
