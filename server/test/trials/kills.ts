// Kills a gateway without warning again and again while clients ask it, starts it anew on the same data, and holds what the
// clients saw against what it recorded. One code for the tests and the benchmark; it judges nothing.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createRandom } from "../../../evals/random.ts";
import type { StorePlace } from "../../store/store.ts";
import { type Account, reconcile, type UpstreamRecord } from "./kill-account.ts";
import { type Program, type Programs, programsIn, unexpectedIn } from "./programs.ts";
import { type SteadyLoad, startLoad } from "./steady-load.ts";

export type KillOptions = {
  kills: number;
  /** An empty database, or a folder of its own unless given. */
  database?: string;
  perSecond: number;
  /** How long a gateway lives, at least and at most. */
  livesMs: readonly [number, number];
  /** Repeats the same moments and questions. */
  seed: string;
  /** The audit is verified beside the running gateway after every so many kills, and at the end. */
  verifyEvery: number;
};

export type KillReport = Account & {
  seed: string;
  kills: number;
  asked: number;
  unanswered: number;
  /** What `tandem audit verify` said that is not consistency. */
  verifyFailures: readonly string[];
  verified: number;
  /** Lines of the gateways' log that nobody expects. */
  unexpected: readonly string[];
  /** From the start of the process to its listening, of every start. */
  startMs: readonly number[];
};

export async function runKills(options: KillOptions, signal: AbortSignal): Promise<KillReport> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-kills-"));
  const programs = programsIn(folder, signal);
  try {
    return await killAndCount({ options, folder, programs, signal });
  } finally {
    await programs.end();
    await rm(folder, { recursive: true, force: true });
  }
}

type Trial = { options: KillOptions; folder: string; programs: Programs; signal: AbortSignal };

async function killAndCount(trial: Trial): Promise<KillReport> {
  const { options, folder, programs, signal } = trial;
  const { kills, database, perSecond, livesMs, seed, verifyEvery } = options;
  const random = createRandom(seed);
  const place: StorePlace =
    database === undefined ? { data: path.join(folder, "data") } : { database };
  const where = "data" in place ? ["--data", place.data] : ["--database", place.database];
  const [paced, instant] = await Promise.all([
    programs.start([...engine, "--profile", "fim-7b"]),
    programs.start(engine),
  ]);
  const key = await newKey(programs, where);
  const witness = path.join(folder, "witness");
  const config = path.join(folder, "gateway.yaml");
  await writeFile(config, JSON.stringify(configOf({ paced, instant })));
  const gateways = startsOf(trial, ["--config", config, ...where, "--witness", witness]);
  let gateway = await gateways.start();
  const origin = `${gateway.told.origin}`;
  const load = startLoad({ origin, key, perSecond, random });
  const verify = verifier(programs, where, witness);
  for (let kill = 1; kill <= kills; kill += 1) {
    await wait(random.int(...livesMs), undefined, { signal });
    await kill9(gateway, load);
    gateway = await gateways.start();
    load.goOn();
    if (kill % verifyEvery === 0) await verify.now(`after kill ${kill}`);
  }
  await wait(livesMs[0], undefined, { signal });
  await load.finish();
  const code = await gateway.stop();
  await verify.now("at the end");
  const { ledger } = load;
  const records = (await Promise.all([paced, instant].map(recordsAt))).flat();
  return {
    ...(await reconcile({ place, ledger, records }, signal)),
    seed,
    kills,
    asked: ledger.asked,
    unanswered: ledger.unanswered,
    verifyFailures: verify.failures,
    verified: verify.count,
    unexpected: [
      ...(code === 0 ? [] : [`the gateway ended with ${code}`]),
      ...(await unexpectedIn(folder)),
    ],
    startMs: gateways.startMs,
  };
}

async function kill9(gateway: Program, load: SteadyLoad): Promise<void> {
  load.killed();
  load.hold();
  await gateway.kill();
}

const engine = [
  ["sim", "--port", "0", "--json", "--max-num-seqs", "2048"],
  ["--stream-interval", "8", "--completions", "repetition"],
].flat();

/** Nothing waits in the gateway: what is tried is what is under way. */
function configOf(programs: Readonly<Record<string, Program>>) {
  const names = Object.entries(programs);
  const upstreams = names.map(([name, { told }]) => [name, { url: told.url, maxInFlight: 2048 }]);
  const models = names.map(([name]) => [name, [{ upstream: name, model: "qwen3-coder" }]]);
  return { upstreams: Object.fromEntries(upstreams), models: Object.fromEntries(models) };
}

async function newKey(programs: Programs, where: readonly string[]): Promise<string> {
  const args = ["keys", "create", "--name", "ada", "--role", "developer", "--json", ...where];
  const { stdout } = await programs.run(args);
  // Documented: one object with the key.
  return (JSON.parse(stdout) as { key: string }).key;
}

/** The first one takes any port, all others the same. */
function startsOf({ programs }: Trial, options: readonly string[]) {
  const startMs: number[] = [];
  let port = "0";
  return {
    startMs,
    async start(): Promise<Program> {
      const args = ["serve", "--port", port, "--json", ...options];
      const from = performance.now();
      const gateway = await programs.start(args);
      startMs.push(performance.now() - from);
      ({ port } = new URL(`${gateway.told.origin}`));
      return gateway;
    },
  };
}

function verifier(programs: Programs, where: readonly string[], witness: string) {
  const failures: string[] = [];
  const verify = ["audit", "verify", "--json", ...where, "--against", witness];
  let count = 0;
  return {
    failures,
    get count() {
      return count;
    },
    async now(when: string) {
      const { code, stdout } = await programs.run(verify);
      count += 1;
      const isGood = code === 0 && JSON.parse(stdout).verdict === "anchored";
      if (!isGood) failures.push(`${when}: ${code} ${stdout.trim()}`);
    },
  };
}

async function recordsAt({ told }: Program): Promise<UpstreamRecord[]> {
  const answer = await fetch(`${told.origin}/simulator/requests`);
  // evals/simulator/README.md describes it.
  return ((await answer.json()) as { requests: UpstreamRecord[] }).requests;
}
