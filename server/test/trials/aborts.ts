// Lets clients go in every phase of their requests and looks at what comes of it: at the upstream, by its own record, in the
// audit, and in what the gateway still holds when all is over. One code for the tests and the benchmark; it judges no time.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createRandom, type Random } from "../../../evals/random.ts";
import type { RequestRecord } from "../../../evals/simulator/record.ts";
import { type AbortAccount, type Aborted, judgeAborts } from "./abort-account.ts";
import { type AbortTrial, nameOf, planAborts } from "./abort-plan.ts";
import {
  type Footprint,
  footprintOf,
  gaugesAt,
  lookEveryMs,
  patienceMs,
  untilGauge,
} from "./footprint.ts";
import { type Program, type Programs, programsIn, unexpectedIn } from "./programs.ts";
import { openRawClient, type RawClient } from "./raw-client.ts";

export type AbortOptions = {
  trials: number;
  /** Clients at once, beside those that wait in the queue, which come one after the other. */
  atOnce: number;
  /** Repeats the same moments. */
  seed: string;
};

export type AbortReport = AbortAccount & {
  seed: string;
  /** What is left when all is over, and should not be. */
  leaks: readonly string[];
  before: Footprint;
  after: Footprint;
  unexpected: readonly string[];
};

/** Steps take 6 ms and the first token 1.6 s: time to go before it, and to go in the middle of the answer. */
const engine = ["sim", "--port", "0", "--json", "--profile", "h100x4", "--max-num-seqs", "512"];
/** Nothing of an answer for as long as a trial lasts, not even headers. */
const silence = ["sim", "--port", "0", "--json", "--fault", "slow-first-byte@600000"];
const served = "qwen3-coder";

export async function runAborts(options: AbortOptions, signal: AbortSignal): Promise<AbortReport> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-aborts-"));
  const programs = programsIn(folder, signal);
  try {
    return await abortAndLook({ options, folder, programs, signal });
  } finally {
    await programs.end();
    await rm(folder, { recursive: true, force: true });
  }
}

type Stage = { options: AbortOptions; folder: string; programs: Programs; signal: AbortSignal };

async function abortAndLook(stage: Stage): Promise<AbortReport> {
  const { options, folder, programs, signal } = stage;
  const { trials, atOnce, seed } = options;
  const [slow, silent, embed] = await Promise.all([
    programs.start([...engine, "--completions", "repetition"]),
    programs.start(silence),
    programs.start([...engine, "--runner", "pooling"]),
  ]);
  const upstreams = { slow, silent, embed };
  const data = path.join(folder, "data");
  const made = await programs.run([
    ...["keys", "create", "--name", "ada", "--role", "admin", "--json", "--data", data],
  ]);
  // Documented: one object with the key.
  const { key } = JSON.parse(made.stdout) as { key: string };
  const config = path.join(folder, "gateway.yaml");
  await writeFile(config, JSON.stringify(configOf(upstreams)));
  const gateway = await programs.start([
    ...["serve", "--config", config, "--data", data, "--port", "0", "--json"],
  ]);
  const door: Door = { origin: `${gateway.told.origin}`, key, random: createRandom(seed), signal };
  await warmUp(door);
  const before = await footprintOf(gateway.pid);
  const aborted = await tryAll(planAborts(trials), door, atOnce);
  // Before the gateway ends and takes with it whatever it has forgotten.
  const records = await recordsOf(Object.values(upstreams), signal);
  const leaks = await leaksOf(door, upstreams);
  const after = await footprintOf(gateway.pid, before);
  const code = await gateway.stop();
  return {
    ...(await judgeAborts({ data, aborted, records }, signal)),
    seed,
    leaks: [
      ...leaks,
      ...(after.sockets <= before.sockets
        ? []
        : [`${after.sockets} sockets are open, ${before.sockets} before`]),
    ],
    before,
    after,
    unexpected: [
      ...(code === 0 ? [] : [`the gateway ended with ${code}`]),
      ...(await unexpectedIn(folder)),
    ],
  };
}

type Upstreams = { slow: Program; silent: Program; embed: Program };

/** Behind `full` is one slot, and whoever has it waits for an upstream that says nothing. */
function configOf({ slow, silent, embed }: Upstreams) {
  const reserve = { inline: 0, chat: 0, review: 0 };
  const upstream = ({ told }: Program, maxInFlight: number) => ({
    url: told.url,
    maxInFlight,
    reserve,
  });
  const model = (name: string) => [{ upstream: name, model: served }];
  return {
    upstreams: {
      slow: upstream(slow, 512),
      silent: upstream(silent, 512),
      embed: upstream(embed, 512),
      full: upstream(silent, 1),
    },
    models: {
      slow: model("slow"),
      silent: model("silent"),
      embed: model("embed"),
      full: model("full"),
    },
  };
}

type Door = { origin: string; key: string; random: Random; signal: AbortSignal };

async function tryAll(plan: readonly AbortTrial[], door: Door, atOnce: number): Promise<Aborted[]> {
  const aborted: Aborted[] = [];
  const isQueued = ({ phase }: AbortTrial) => phase === "queue";
  const work = async (trials: AbortTrial[]) => {
    for (let trial = trials.pop(); trial !== undefined; trial = trials.pop()) {
      aborted.push(await abort(trial, door));
    }
  };
  const others = door.random.shuffle(plan.filter((trial) => !isQueued(trial)));
  const holder = await occupy(door);
  // With one at a time it is known which one waits.
  await Promise.all([
    work(plan.filter(isQueued)),
    ...Array.from({ length: atOnce }, () => work(others)),
  ]);
  holder.die("closed");
  return aborted;
}

/** What is loaded and made on first use is no leak, and the first request waits for it. */
async function warmUp({ origin, key, signal }: Door): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answers = [
    [{ path: "/v1/completions", isStream: false }, "slow"],
    [{ path: "/v1/embeddings", isStream: false }, "embed"],
  ] as const;
  const first = async ([kind, model]: (typeof answers)[number]) => {
    const body = bodyOf(kind, model, "the first", 8);
    const answer = await fetch(`${origin}${kind.path}`, { method: "POST", headers, body, signal });
    if (!answer.ok) throw new Error(`The gateway does not answer: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  await Promise.all(answers.map(first));
}

/** Takes the only slot there is. */
async function occupy(door: Door): Promise<RawClient> {
  const body = bodyOf({ path: "/v1/chat/completions", isStream: false }, "full", "the holder");
  const holder = await openRawClient({ ...door, path: "/v1/chat/completions", body });
  await untilGauge(door, 'in_flight_requests{upstream="full"}', 1);
  return holder;
}

async function abort(trial: AbortTrial, door: Door): Promise<Aborted> {
  const { phase, path: endpoint, death } = trial;
  const { random, signal } = door;
  const mark = `trial ${trial.number} (${nameOf(trial)})`;
  const body = bodyOf(trial, modelFor(trial), mark);
  const isBody = phase === "body";
  const client = await openRawClient({ ...door, path: endpoint, body, asksFirst: isBody });
  const pause = (most: number) => wait(random.int(0, most), undefined, { signal });
  switch (phase) {
    case "body":
      await client.sees("HTTP/1.1 100");
      client.send(body.slice(0, body.length / 2));
      await pause(20);
      break;
    case "queue":
      await untilGauge(door, 'waiting_requests{class="chat"}', 1);
      break;
    // Its engine has not begun to answer before 1.6 s.
    case "prefill":
    case "headers":
      await wait(random.int(200, 1200), undefined, { signal });
      break;
    case "stream":
      await client.sees('"finish_reason":null');
      await pause(300);
  }
  const { seen, seenAt } = client;
  const at = client.die(death);
  if (phase === "queue") await untilGauge(door, 'waiting_requests{class="chat"}', 0);
  return { trial, mark, at, seen, seenAt };
}

function modelFor({ phase, path: endpoint, isStream }: AbortTrial): string {
  if (phase === "queue") return "full";
  if (endpoint === "/v1/embeddings") return "embed";
  // An engine sends the headers of a stream at once.
  return phase === "prefill" && isStream ? "silent" : "slow";
}

const padding = "const total = sum(prices);\n".repeat(40);

function bodyOf(
  { path: endpoint, isStream }: Pick<AbortTrial, "path" | "isStream">,
  model: string,
  mark: string,
  maxTokens = 600,
): string {
  const text = `${mark}: ${padding}`;
  if (endpoint === "/v1/embeddings") return JSON.stringify({ model, input: text });
  const asked = endpoint.includes("chat")
    ? { messages: [{ role: "user", content: `${text} simulator: long answer` }] }
    : { prompt: text };
  return JSON.stringify({ model, ...asked, max_tokens: maxTokens, stream: isStream });
}

/** Waits as long as it takes to see that nothing is left, up to a limit, and says what is. */
async function leaksOf(door: Door, upstreams: Upstreams): Promise<string[]> {
  const left: string[] = [];
  const isOver = async (name: string) => {
    if (!(await untilGauge(door, name, 0))) left.push(`${name} is not 0`);
  };
  await isOver("in_flight_requests");
  await isOver("waiting_requests");
  await isOver("audit_open_entries");
  const gauges = await gaugesAt(door);
  for (const [name, value] of gauges) {
    if (/upstream_circuit\{.*"open"/.test(name) && value !== 0) left.push(`${name} ${value}`);
  }
  for (const [name, { told }] of Object.entries(upstreams)) {
    const page = await (await fetch(`${told.origin}/metrics`)).text();
    const loads = page.match(/^vllm:num_requests_(running|waiting)\{.*$/gm) ?? [];
    left.push(...loads.filter((line) => !/ 0(\.0)?$/.test(line)).map((line) => `${name}: ${line}`));
  }
  return left;
}

/** Looks again, up to the patience of a trial, until every request has ended. */
async function recordsOf(
  programs: readonly Program[],
  signal: AbortSignal,
): Promise<RequestRecord[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const lists = await Promise.all(programs.map(recordsAt));
    const records = lists.flat();
    const isOver = records.every(({ outcome }) => outcome !== undefined);
    if (isOver || performance.now() > until) return records;
    await wait(lookEveryMs, undefined, { signal });
  }
}

async function recordsAt({ told }: Program): Promise<RequestRecord[]> {
  const answer = await fetch(`${told.origin}/simulator/requests`);
  // evals/simulator/README.md describes it.
  const { requests } = (await answer.json()) as { requests: RequestRecord[] };
  // The gateway asks the silent one for its models again and again.
  return requests.filter(({ route }) => route !== "/v1/models");
}
