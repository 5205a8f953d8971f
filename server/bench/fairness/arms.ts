// The ways in which interactive requests and batch can share machines, each set up as a team would: no gateway at all, vLLM's
// own priorities, the gateway's limit on what is in flight, both, and an engine for each. It measures nothing.
import { setTimeout as wait } from "node:timers/promises";
import { type Endpoint, type StartedGateway, startEndpoint, startGatewayProcess } from "./stand.ts";
import type { Traffic } from "./traffic-client.ts";

export type Arm = {
  name: string;
  /** Where inline is answered, and where batch. */
  inlineAt: Endpoint;
  batchAt: Endpoint;
  gateway: StartedGateway | undefined;
  inline: Traffic;
  batch: Traffic;
  stop(): Promise<void>;
};

export const sequences = 128;
const engine = ["--profile", "h100x4", "--max-num-seqs", `${sequences}`];
const chatModel = "qwen3-coder";
const inlineModel = "qwen-coder-small";
/** More than twice what the engine works on at once. */
const outstanding = 384;

const inline: Omit<Traffic, "url" | "headers" | "arrivals" | "seed" | "model"> = {
  path: "/completions",
  stream: true,
  promptLines: [10, 30],
  answerTokens: [12, 20],
};

const batch: Omit<Traffic, "url" | "headers" | "model"> = {
  path: "/chat/completions",
  // Nobody watches batch being written.
  stream: false,
  promptLines: [10, 30],
  answerTokens: [64, 320],
  seed: "batch",
  arrivals: { concurrency: outstanding },
};

/** To be given by whoever sends it. */
export const none: Pick<Traffic, "arrivals" | "seed"> = {
  arrivals: { concurrency: 0 },
  seed: "",
};

/** vLLM takes the lower first. */
type Direct = { name: string; policy: "fcfs" | "priority" };

export async function directArm({ name, policy }: Direct, signal: AbortSignal): Promise<Arm> {
  const endpoint = await startEndpoint([...engine, "--scheduling-policy", policy], signal);
  const { url } = endpoint;
  const priority = (value: number) => (policy === "priority" ? { priority: value } : {});
  const at = { url, headers: {}, model: chatModel };
  return {
    name,
    inlineAt: endpoint,
    batchAt: endpoint,
    gateway: undefined,
    inline: { ...inline, ...none, ...at, ...priority(0) },
    batch: { ...batch, ...at, ...priority(6) },
    stop: endpoint.stop,
  };
}

export async function sharedArm({ name, policy }: Direct, signal: AbortSignal): Promise<Arm> {
  const endpoint = await startEndpoint([...engine, "--scheduling-policy", policy], signal);
  const shared = { url: endpoint.url, maxInFlight: sequences, priority: policy === "priority" };
  const gateway = await gatewayBefore({ upstreams: { shared } }, [endpoint], signal);
  return { ...throughGateway(gateway, chatModel), name, inlineAt: endpoint, batchAt: endpoint };
}

export async function separateArm(name: string, signal: AbortSignal): Promise<Arm> {
  const large = await startEndpoint(engine, signal);
  const small = await startEndpoint(["--profile", "fim-7b", "--model", inlineModel], signal);
  const upstreams = {
    large: { url: large.url, maxInFlight: sequences, classes: ["chat", "review", "batch"] },
    small: { url: small.url, classes: ["inline"] },
  };
  const gateway = await gatewayBefore({ upstreams }, [large, small], signal);
  return { ...throughGateway(gateway, inlineModel), name, inlineAt: small, batchAt: large };
}

type Before = { gateway: StartedGateway; endpoints: readonly Endpoint[] };

async function gatewayBefore(
  config: unknown,
  endpoints: readonly Endpoint[],
  signal: AbortSignal,
): Promise<Before> {
  const gateway = await startGatewayProcess({ config, people: ["Ada", "nightly"] }, signal);
  return { gateway, endpoints };
}

function throughGateway({ gateway, endpoints }: Before, model: string) {
  const [person, job] = gateway.keys;
  const { url } = gateway;
  const headers = (key: string | undefined, task: string) => ({
    authorization: `Bearer ${key}`,
    "x-tandem-task": task,
  });
  return {
    gateway,
    inline: { ...inline, ...none, url, model, headers: headers(person, "inline") },
    batch: { ...batch, url, model: chatModel, headers: headers(job, "batch") },
    async stop() {
      await gateway.stop();
      for (const endpoint of endpoints) await endpoint.stop();
    },
  };
}

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}
