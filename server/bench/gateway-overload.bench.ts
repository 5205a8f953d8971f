// Ten times as many long questions as the models can answer, for a minute: nobody is refused, memory stays bounded, what waits
// is let go and read back, inline is served meanwhile, and whoever does not give up is answered in the end.
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gaugesAt } from "../test/trials/footprint.ts";
import { percentile } from "./fairness/figures.ts";
import type { Flood, FloodSeen } from "./fairness/flood.ts";
import { slowModel } from "./fairness/slow-upstream.ts";
import { type StartedGateway, startGatewayProcess, startTraffic } from "./fairness/stand.ts";
import type { Traffic, TrafficSeen } from "./fairness/traffic-client.ts";
import type { Load, Seen } from "./overhead/load-client.ts";
import { jsonLine, measuring, type Running, spentBy, startPinned } from "./overhead/processes.ts";

export const name = "gateway-overload";

const floodSeconds = 60;
const perSecond = 240;
const bodyBytes = 200_000;
/** With these, 24 questions are answered a second. */
const slots = 32;
const reserve = { inline: 8, chat: 0 };
const holdMs = 1_000;
const inlinePerSecond = 5;
const inlineConnections = 16;
const idleRequests = 100;
const everyMs = 500;
const streams = 2_000;

const textImports = path.resolve(import.meta.dirname, "../../.ci/text-imports.mjs");

type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number } | { atLeast: number };
  judgedBy?: "max";
  note?: string;
  isSimulated?: true;
};

export async function run(signal: AbortSignal): Promise<Row[]> {
  const rows = [...(await overloadRows(signal)), ...(await manyStreams(signal))];
  return rows.map((row) => ({ ...row, isSimulated: true as const }));
}

async function overloadRows(signal: AbortSignal): Promise<Row[]> {
  const upstream = startProgram("slow-upstream-process.ts", `${holdMs}`, signal);
  try {
    const { url } = await jsonLine<{ url: string }>(upstream);
    const upstreams = { slow: { url, maxInFlight: slots, reserve } };
    const people = { Ada: "developer", Bob: "developer", Eve: "admin" } as const;
    const gateway = await startGatewayProcess({ config: { upstreams }, people }, signal);
    try {
      return rowsOf(await overload(gateway, upstream, signal));
    } finally {
      await gateway.stop();
    }
  } finally {
    await upstream.stop();
  }
}

type Outcome = {
  seen: FloodSeen;
  idle: TrafficSeen;
  beside: TrafficSeen;
  rssMb: number[];
  idleMb: number;
  /** When all had been sent. */
  waiting: number;
  bodiesMb: number[];
  commitMs: number[];
  drainMs: number;
  endMb: number;
};

async function overload(
  gateway: StartedGateway,
  upstream: Running,
  signal: AbortSignal,
): Promise<Outcome> {
  const idle = await seenBy(inline(gateway, idleRequests), signal);
  const { rssMb: idleMb } = await spentBy(gateway.pid);
  const watched = watch(gateway, signal);
  const flood = startProgram("flood-client.ts", JSON.stringify(floodOf(gateway)), signal);
  try {
    const beside = await seenBy(inline(gateway, floodSeconds * inlinePerSecond), signal);
    await jsonLine(flood);
    const waiting = (await gauges(gateway, signal)).get('waiting_requests{class="chat"}') ?? 0;
    const sentMs = performance.now();
    flood.say("give up");
    upstream.say("1");
    const seen = await jsonLine<FloodSeen>(flood);
    const drainMs = performance.now() - sentMs;
    const { rssMb: endMb } = await spentBy(gateway.pid);
    return { seen, idle, beside, ...(await watched.stop()), idleMb, waiting, drainMs, endMb };
  } finally {
    await watched.stop();
    await flood.stop();
  }
}

function floodOf({ url, keys }: StartedGateway): Flood {
  const headers = { authorization: `Bearer ${keys[0]}`, "x-tandem-task": "chat" };
  const requests = perSecond * floodSeconds;
  return { url, model: slowModel, headers, bodyBytes, perSecond, requests };
}

function inline({ url, keys }: StartedGateway, requests: number): Traffic {
  return {
    url,
    path: "/completions",
    model: slowModel,
    headers: { authorization: `Bearer ${keys[1]}`, "x-tandem-task": "inline" },
    stream: true,
    promptLines: [10, 30],
    answerTokens: [16, 16],
    seed: "inline",
    connections: inlineConnections,
    arrivals: { perSecond: inlinePerSecond, requests },
  };
}

async function seenBy(traffic: Traffic, signal: AbortSignal): Promise<TrafficSeen> {
  const started = startTraffic(traffic, signal);
  try {
    return await started.seen();
  } finally {
    await started.stop();
  }
}

/** Memory of the gateway's processes, and of the bodies it says it holds. */
function watch(gateway: StartedGateway, signal: AbortSignal) {
  const rssMb: number[] = [];
  const bodiesMb: number[] = [];
  const commitMs: number[] = [];
  let isWatching = true;
  const watching = (async () => {
    while (isWatching) {
      rssMb.push((await spentBy(gateway.pid)).rssMb);
      const found = await gauges(gateway, signal);
      bodiesMb.push((found.get("body_bytes") ?? Number.NaN) / 2 ** 20);
      for (const [name, seconds] of found) {
        if (name.startsWith("audit_commit_seconds")) commitMs.push(seconds * 1000);
      }
      await wait(everyMs, undefined, { signal });
    }
  })();
  return {
    async stop() {
      isWatching = false;
      await watching;
      return { rssMb, bodiesMb, commitMs };
    },
  };
}

function gauges({ url, keys: [, , key = ""] }: StartedGateway, signal: AbortSignal) {
  return gaugesAt({ origin: new URL(url).origin, key, signal });
}

function rowsOf(outcome: Outcome): Row[] {
  const { seen, idle, beside, rssMb, idleMb, waiting, bodiesMb, commitMs, drainMs, endMb } =
    outcome;
  const failures = Object.entries(seen.failed);
  const lost = seen.sent - seen.answered - seen.gaveUp;
  const sorts = failures.map(([why, count]) => `${count} × ${why}`).join(", ");
  const figures = ({ ttftMs }: TrafficSeen) =>
    `p50 ${percentile(ttftMs, 0.5).toFixed(1)} p99 ${percentile(ttftMs, 0.99).toFixed(1)} ms (n=${ttftMs.length})`;
  return [
    {
      what: `of ${seen.sent} questions of ${bodyBytes / 1000} kB, ten times what is answered: refused, lost or answered wrongly`,
      unit: "questions",
      samples: [lost],
      budget: { atMost: 0 },
      note: `${seen.answered} answered, ${seen.gaveUp} gave up while waiting, ${waiting} waited at the end${sorts === "" ? "" : `; ${sorts}`}`,
    },
    {
      what: "memory of the gateway, all processes",
      unit: "MB",
      samples: rssMb,
      budget: { atMost: 1000 },
      judgedBy: "max",
      note: `${idleMb.toFixed(0)} MB before, ${endMb.toFixed(0)} MB after; bodies at most ${Math.max(...bodiesMb).toFixed(0)} MB`,
    },
    {
      what: "headers and a comment to streams that wait",
      unit: "ms",
      samples: [percentile(seen.headersMs, 0.5), percentile(seen.headersMs, 0.99)],
      note: `p50 and p99 of ${seen.headersMs.length} streams; ${seen.comments} comments`,
    },
    {
      what: "inline meanwhile, over connections it had before: TTFT p99",
      unit: "ms",
      samples: [percentile(beside.ttftMs, 0.99)],
      note: `${figures(beside)}, idle ${figures(idle)}; ${beside.failed} failed; a commit of the audit took up to ${Math.max(...commitMs).toFixed(0)} ms; the client itself was late by p99 ${beside.lagMs.toFixed(1)} ms`,
    },
    {
      what: "until all who stayed were answered, once the models were fast",
      unit: "s",
      samples: [drainMs / 1000],
      note: `each read back from the audit: ${((1000 * seen.answered) / drainMs).toFixed(0)} a second`,
    },
  ];
}

/** Nothing waits here; every one of them is being written. */
async function manyStreams(signal: AbortSignal): Promise<Row[]> {
  const pace = JSON.stringify({ ttftMs: 40, betweenMs: 50 });
  const upstream = startProgram("../overhead/recorded-upstream.ts", pace, signal);
  try {
    const { url } = await jsonLine<{ url: string }>(upstream);
    const upstreams = { one: { url, maxInFlight: 4096 } };
    const people = { Ada: "developer" } as const;
    const gateway = await startGatewayProcess({ config: { upstreams }, people }, signal);
    try {
      const load: Load = {
        url: gateway.url,
        model: "qwen3-coder",
        authorization: `Bearer ${gateway.keys[0]}`,
        bodyBytes: 8000,
        stream: true,
        requests: 2 * streams,
        concurrency: streams,
      };
      const client = startProgram("../overhead/load-client.ts", JSON.stringify(load), signal);
      try {
        const seen = await jsonLine<Seen>(client);
        const { rssMb, cpuMs } = await spentBy(gateway.pid);
        return [
          {
            what: `failed of ${load.requests} streams, ${streams} at once`,
            unit: "streams",
            samples: [seen.failed],
            budget: { atMost: 0 },
            note: `${Math.round((seen.events * 1000) / seen.wallMs)} events/s at ${((1000 * cpuMs) / seen.events).toFixed(0)} µs of processor time each, ${rssMb.toFixed(0)} MB`,
          },
        ];
      } finally {
        await client.stop();
      }
    } finally {
      await gateway.stop();
    }
  } finally {
    await upstream.stop();
  }
}

function startProgram(file: string, argument: string, signal: AbortSignal): Running {
  const program = path.join(import.meta.dirname, "fairness", file);
  const args = ["--import", textImports, program, argument];
  return startPinned(measuring, process.execPath, { args }, signal);
}
