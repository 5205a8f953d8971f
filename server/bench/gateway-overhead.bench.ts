// What the gateway costs with everything on, beside no proxy, nginx and the gateways of others, in the same run: processor
// time a request and an event, time added to the first byte, memory, and a thousand streams at once.
import path from "node:path";
import type { Load, Seen } from "./overhead/load-client.ts";
import {
  direct,
  gateway,
  litellm,
  nginx,
  type Peer,
  type PeerMaker,
  portkey,
} from "./overhead/peers.ts";
import { jsonLine, measuring, type Running, spentBy, startPinned } from "./overhead/processes.ts";
import type { Pace } from "./overhead/recorded-upstream.ts";

export const name = "gateway-overhead";

const rounds = 3;
const textImports = path.resolve(import.meta.dirname, "../../.ci/text-imports.mjs");
const makers: Readonly<Record<string, PeerMaker>> = {
  direct,
  nginx,
  Tandem: gateway(),
  Portkey: portkey,
  LiteLLM: litellm,
};

type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number };
  note?: string;
  isSimulated?: true;
};

export async function run(signal: AbortSignal): Promise<Row[]> {
  const fast = await startUpstream({ ttftMs: 0, betweenMs: 5 }, signal);
  const slow = await startUpstream({ ttftMs: 40, betweenMs: 5 }, signal);
  try {
    const rows = [
      ...(await perRequest(fast.url, signal)),
      ...(await addedTtft(slow.url, signal)),
      ...(await thousandStreams(slow.url, signal)),
    ];
    return rows.map((row) => ({ ...row, isSimulated: true as const }));
  } finally {
    await fast.running.stop();
    await slow.running.stop();
  }
}

/** Processor time of JSON requests and of streamed events, and memory before and after. */
async function perRequest(upstream: string, signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [proxyName, maker] of Object.entries(makers)) {
    if (proxyName === "direct") continue;
    const isOurs = proxyName === "Tandem";
    const isSlow = proxyName === "LiteLLM";
    const proxy = await started(maker, upstream, signal);
    if (typeof proxy === "string") {
      rows.push({
        what: `${proxyName}: not measured`,
        unit: "",
        samples: [Number.NaN],
        note: proxy,
      });
      continue;
    }
    try {
      const idle = await spentBy(proxy.pid);
      const json = {
        bodyBytes: 2000,
        stream: false,
        requests: isSlow ? 400 : 8000,
        concurrency: 32,
      };
      const sse = { bodyBytes: 8000, stream: true, requests: isSlow ? 64 : 640, concurrency: 64 };
      const perJson = await cpuPer(proxy, json, ({ firstMs }) => firstMs.length, signal);
      const perEvent = await cpuPer(proxy, sse, ({ events }) => events, signal);
      const budget = (atMost: number) => (isOurs ? { budget: { atMost } } : {});
      rows.push(
        {
          what: `${proxyName}: processor time a JSON request of 2 kB, 32 at a time`,
          unit: "µs",
          ...perJson,
          ...budget(100),
        },
        {
          what: `${proxyName}: processor time a streamed event, 64 streams`,
          unit: "µs",
          ...perEvent,
          ...budget(40),
        },
        { what: `${proxyName}: idle memory`, unit: "MB", samples: [idle.rssMb], ...budget(150) },
      );
    } finally {
      await proxy.stop();
    }
  }
  return rows;
}

type Wanted = Pick<Load, "bodyBytes" | "stream" | "requests" | "concurrency" | "perSecond">;

async function cpuPer(
  proxy: Peer,
  wanted: Wanted,
  count: (seen: Seen) => number,
  signal: AbortSignal,
): Promise<Pick<Row, "samples" | "note">> {
  await ask(proxy, { ...wanted, requests: Math.ceil(wanted.requests / 4) }, signal);
  const samples: number[] = [];
  let failed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = await spentBy(proxy.pid);
    const seen = await ask(proxy, wanted, signal);
    const after = await spentBy(proxy.pid);
    failed += seen.failed;
    samples.push(((after.cpuMs - before.cpuMs) * 1000) / count(seen));
  }
  return { samples, ...(failed === 0 ? {} : { note: `${failed} requests failed` }) };
}

/** At 200 requests a second; every round asks all of them, so that a busy minute is in everybody's figures. */
async function addedTtft(upstream: string, signal: AbortSignal): Promise<Row[]> {
  const proxies: Peer[] = [];
  const first = new Map<string, { p50: number[]; p99: number[] }>();
  try {
    for (const maker of [direct, nginx, gateway()]) {
      const proxy = await started(maker, upstream, signal);
      if (typeof proxy !== "string") proxies.push(proxy);
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const proxy of proxies) {
        const wanted = { bodyBytes: 2000, stream: true, requests: 1000, perSecond: 200 };
        const { firstMs } = await ask(proxy, wanted, signal);
        // The first round opens sockets.
        if (round === 0) continue;
        const figures = first.get(proxy.name) ?? { p50: [], p99: [] };
        figures.p50.push(percentile(firstMs, 0.5));
        figures.p99.push(percentile(firstMs, 0.99));
        first.set(proxy.name, figures);
      }
    }
  } finally {
    for (const proxy of proxies) await proxy.stop();
  }
  const base = first.get("direct");
  return [...first].flatMap(([proxyName, { p50, p99 }]) => {
    if (proxyName === "direct" || base === undefined) return [];
    const isOurs = proxyName === "Tandem";
    const over = (samples: number[], from: number[]) =>
      samples.map((value, index) => value - (from[index] ?? Number.NaN));
    return [
      {
        what: `${proxyName}: added TTFT p50 at 200 requests/s`,
        unit: "ms",
        samples: over(p50, base.p50),
        ...(isOurs ? { budget: { atMost: 0.5 } } : {}),
      },
      {
        what: `${proxyName}: added TTFT p99 at 200 requests/s`,
        unit: "ms",
        samples: over(p99, base.p99),
        ...(isOurs ? { budget: { atMost: 2 } } : {}),
        note: `p99 without a proxy ${base.p99.map((value) => value.toFixed(1)).join(", ")} ms`,
      },
    ];
  });
}

async function thousandStreams(upstream: string, signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  for (const maker of [nginx, gateway()]) {
    const proxy = await started(maker, upstream, signal);
    if (typeof proxy === "string") continue;
    try {
      const before = await spentBy(proxy.pid);
      const wanted = { bodyBytes: 8000, stream: true, requests: 3000, concurrency: 1000 };
      const seen = await ask(proxy, wanted, signal);
      const after = await spentBy(proxy.pid);
      const cpuPerEvent = ((after.cpuMs - before.cpuMs) * 1000) / seen.events;
      rows.push({
        what: `${proxy.name}: 1,000 streams at once, failed of 3,000`,
        unit: "streams",
        samples: [seen.failed],
        ...(proxy.name === "Tandem" ? { budget: { atMost: 0 } } : {}),
        note: `${Math.round((seen.events * 1000) / seen.wallMs)} events/s, ${cpuPerEvent.toFixed(1)} µs an event, first event p50 ${percentile(seen.firstMs, 0.5).toFixed(0)} ms, ${after.rssMb.toFixed(0)} MB`,
      });
    } finally {
      await proxy.stop();
    }
  }
  return rows;
}

/** A peer that cannot be had here is said, not hidden. */
async function started(
  maker: PeerMaker,
  upstream: string,
  signal: AbortSignal,
): Promise<Peer | string> {
  try {
    return await maker(upstream, signal);
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error);
  }
}

async function ask(proxy: Peer, wanted: Wanted, signal: AbortSignal): Promise<Seen> {
  const { url, model, authorization, headers } = proxy;
  const load: Load = {
    url,
    model,
    ...wanted,
    ...(authorization === undefined ? {} : { authorization }),
    ...(headers === undefined ? {} : { headers }),
  };
  const client = path.join(import.meta.dirname, "overhead/load-client.ts");
  const running = startPinned(
    measuring,
    process.execPath,
    { args: [client, JSON.stringify(load)] },
    signal,
  );
  try {
    return await jsonLine<Seen>(running);
  } finally {
    await running.stop();
  }
}

async function startUpstream(
  pace: Pace,
  signal: AbortSignal,
): Promise<{ url: string; running: Running }> {
  const program = path.join(import.meta.dirname, "overhead/recorded-upstream.ts");
  const args = ["--import", textImports, program, JSON.stringify(pace)];
  const running = startPinned(measuring, process.execPath, { args }, signal);
  const { url } = await jsonLine<{ url: string }>(running);
  return { url, running };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
