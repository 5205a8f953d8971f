// The ways in which interactive requests and batch can share machines, each set up as a team would: no gateway at all, vLLM's
// own priorities, the gateway's limit on what is in flight, both, and an engine for each. It measures nothing.
import { profiles, type SpeedProfile } from "../../../evals/simulator/profile.ts";
import { type Endpoint, type StartedGateway, startEndpoint, startGatewayProcess } from "./stand.ts";
import type { Traffic } from "./traffic-client.ts";

export type Arm = {
  name: string;
  /** What promises were made for: the gateway as it is meant to be set up. */
  isJudged: boolean;
  isSeparate: boolean;
  /** Where inline is answered, and where batch. */
  inlineAt: Endpoint;
  batchAt: Endpoint;
  gateway: StartedGateway | undefined;
  /** That answers inline. */
  engine: SpeedProfile;
  inline: Traffic;
  batch: Traffic;
  stop(): Promise<void>;
};

const sequences = 128;
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
const unsent: Pick<Traffic, "arrivals" | "seed"> = { arrivals: { concurrency: 0 }, seed: "" };

const makers: readonly ((signal: AbortSignal) => Promise<Arm>)[] = [
  (signal) => directArm("no gateway", "fcfs", signal),
  (signal) => directArm("vLLM's priority alone", "priority", signal),
  (signal) => sharedArm("gateway's cap", "fcfs", signal),
  (signal) => sharedArm("gateway's cap and priority", "priority", signal),
  (signal) => separateArm("gateway, an engine for each", signal),
];

export async function createArms(signal: AbortSignal): Promise<Arm[]> {
  const arms: Arm[] = [];
  try {
    for (const make of makers) arms.push(await make(signal));
    return arms;
  } catch (error) {
    await Promise.all(arms.map((arm) => arm.stop()));
    throw error;
  }
}

type Policy = "fcfs" | "priority";

async function directArm(name: string, policy: Policy, signal: AbortSignal): Promise<Arm> {
  const endpoint = await startEndpoint([...engine, "--scheduling-policy", policy], signal);
  const at = { url: endpoint.url, headers: {}, model: chatModel };
  // vLLM takes the lower first.
  const priority = (value: number) => (policy === "priority" ? { priority: value } : {});
  return {
    name,
    isJudged: false,
    isSeparate: false,
    inlineAt: endpoint,
    batchAt: endpoint,
    gateway: undefined,
    engine: profiles.h100x4,
    inline: { ...inline, ...unsent, ...at, ...priority(0) },
    batch: { ...batch, ...at, ...priority(6) },
    stop: endpoint.stop,
  };
}

async function sharedArm(name: string, policy: Policy, signal: AbortSignal): Promise<Arm> {
  const endpoint = await startEndpoint([...engine, "--scheduling-policy", policy], signal);
  const isJudged = policy === "priority";
  const shared = { url: endpoint.url, maxInFlight: sequences, priority: isJudged };
  const before = await gatewayBefore({ upstreams: { shared } }, [endpoint], signal);
  return {
    ...throughGateway(before, chatModel),
    name,
    isJudged,
    isSeparate: false,
    engine: profiles.h100x4,
    inlineAt: endpoint,
    batchAt: endpoint,
  };
}

async function separateArm(name: string, signal: AbortSignal): Promise<Arm> {
  const large = await startEndpoint(engine, signal);
  const small = await startEndpoint(["--profile", "fim-7b", "--model", inlineModel], signal);
  const upstreams = {
    large: { url: large.url, maxInFlight: sequences, classes: ["chat", "review", "batch"] },
    small: { url: small.url, classes: ["inline"] },
  };
  const before = await gatewayBefore({ upstreams }, [large, small], signal);
  return {
    ...throughGateway(before, inlineModel),
    name,
    isJudged: true,
    isSeparate: true,
    engine: profiles["fim-7b"],
    inlineAt: small,
    batchAt: large,
  };
}

type Before = { gateway: StartedGateway; endpoints: readonly Endpoint[] };

async function gatewayBefore(
  config: unknown,
  endpoints: readonly Endpoint[],
  signal: AbortSignal,
): Promise<Before> {
  const people = { Ada: "developer", nightly: "ci" } as const;
  try {
    return { gateway: await startGatewayProcess({ config, people }, signal), endpoints };
  } catch (error) {
    await Promise.all(endpoints.map((endpoint) => endpoint.stop()));
    throw error;
  }
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
    inline: { ...inline, ...unsent, url, model, headers: headers(person, "inline") },
    batch: { ...batch, url, model: chatModel, headers: headers(job, "batch") },
    async stop() {
      await gateway.stop();
      for (const endpoint of endpoints) await endpoint.stop();
    },
  };
}
