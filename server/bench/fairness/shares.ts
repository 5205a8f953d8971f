// How an upstream that is never free is shared out: between two people of whom one asks for eight times as much, and between
// classes of which the more urgent one never ends. From the gateway's own log.
import { setTimeout as wait } from "node:timers/promises";
import type { Task } from "../../../core/routing/task.ts";
import type { Logged } from "./figures.ts";
import { type StartedGateway, startEndpoint, startGatewayProcess, startTraffic } from "./stand.ts";
import type { Traffic } from "./traffic-client.ts";

export type Share = { requests: number; tokens: number };
export type Shares = {
  ofPeople: Map<string, Share>;
  ofClasses: Map<string, Share>;
};

const slots = 16;
/** In place of half a minute, so that it shows within a few seconds. */
const ageingMs = 500;
const rampMs = 1_500;
const measuredMs = 4_000;
const logMs = 1_200;

/** Somebody's requests, so many at a time. Two tasks of one class tell two people apart in the log. */
type Crowd = { person: number; task: Task; concurrency: number };

const people: readonly Crowd[] = [
  { person: 0, task: "chat", concurrency: 256 },
  { person: 1, task: "explain", concurrency: 32 },
];
const classes: readonly Crowd[] = [
  { person: 0, task: "chat", concurrency: 64 },
  { person: 1, task: "review", concurrency: 64 },
  { person: 2, task: "batch", concurrency: 64 },
];

export async function sharesOfAll(signal: AbortSignal): Promise<Shares> {
  const endpoint = await startEndpoint(["--profile", "fim-7b"], signal);
  try {
    const one = { url: endpoint.url, maxInFlight: slots, reserve: { inline: 0, chat: 0 } };
    const config = { upstreams: { one }, admission: { ageingMs } };
    const crowd = { Ada: "developer", Bob: "developer", nightly: "ci" } as const;
    const gateway = await startGatewayProcess({ config, people: crowd }, signal);
    try {
      return {
        ofPeople: await sharesOf(gateway, people, signal),
        ofClasses: await sharesOf(gateway, classes, signal),
      };
    } finally {
      await gateway.stop();
    }
  } finally {
    await endpoint.stop();
  }
}

async function sharesOf(
  gateway: StartedGateway,
  crowds: readonly Crowd[],
  signal: AbortSignal,
): Promise<Map<string, Share>> {
  const all = crowds.map((crowd) => startTraffic(trafficOf(gateway, crowd), signal));
  try {
    await wait(rampMs, undefined, { signal });
    const from = Date.now();
    await wait(measuredMs, undefined, { signal });
    const to = Date.now();
    await wait(logMs, undefined, { signal });
    const lines = await gateway.logged();
    const within = lines.filter(({ time, status }) => time >= from && time < to && status === 200);
    return new Map(crowds.map(({ task }) => [task, shareOf(within, task)]));
  } finally {
    for (const traffic of all) await traffic.stop();
  }
}

function shareOf(lines: readonly Logged[], task: Task): Share {
  const own = lines.filter((line) => line.task === task);
  const tokens = own.reduce(
    (sum, { usage }) => sum + (usage ? usage.promptTokens + usage.completionTokens : 0),
    0,
  );
  return { requests: own.length, tokens };
}

function trafficOf({ url, keys }: StartedGateway, crowd: Crowd): Traffic {
  const { person, task, concurrency } = crowd;
  return {
    url,
    path: "/chat/completions",
    model: "qwen3-coder",
    headers: { authorization: `Bearer ${keys[person]}`, "x-tandem-task": task },
    stream: false,
    promptLines: [5, 60],
    answerTokens: [8, 64],
    seed: task,
    arrivals: { concurrency },
  };
}
