// Whether the load generator measures what happened: its figures against the simulated endpoint's own record of the same
// requests, and its steady state against the published rates that the endpoint was fitted to.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { serverRecord } from "../completion/server-record.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };
import type { RequestRecord } from "../simulator/record.ts";
import { distributionOf } from "../statistics/distribution.ts";
import type { MeasuredLoad } from "./load-process.ts";
import { startSimulatorProcess } from "./simulator-process.ts";

export const name = "load-generator";

const program = path.join(import.meta.dirname, "load-process.ts");
const textImports = path.resolve(import.meta.dirname, "../../.ci/text-imports.mjs");
/** All answers have this length; warm-ups and probes do not. */
const osl = 512;
const most = 128;
/** Of the figures that another program on the machine could spoil. */
const repetitions = 3;

export async function run(signal: AbortSignal) {
  const rows = [];
  for (const deployment of published.deployments) {
    const { id } = deployment;
    const simulator = await startSimulatorProcess(["--profile", id], signal);
    try {
      rows.push(...(await rowsOf(deployment, simulator.url, signal)));
    } finally {
      await simulator.stop();
    }
  }
  return rows.map((row) => ({ ...row, isSimulated: true as const }));
}

type Deployment = (typeof published.deployments)[number];

async function rowsOf({ id, outputTokensPerSecond }: Deployment, url: string, signal: AbortSignal) {
  const dispatch = { way: "dispatch", url } as const;
  const few = await measure({ ...dispatch, concurrency: 32, requests: 32 }, signal);
  const many: Compared[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    many.push(await measure({ ...dispatch, concurrency: most, requests: most }, signal));
  }
  const sdk = await measure({ way: "sdk", url, concurrency: most, requests: most }, signal);
  return [
    {
      what: `${id}: TTFT p50 off the endpoint's own record, ${most} streams`,
      unit: "ms",
      samples: many.map(ttftError),
      budget: { atMost: 3 },
      note: recordNote(many),
    },
    {
      what: `${id}: the same through the editor's client`,
      unit: "ms",
      samples: [ttftError(sdk)],
      note: recordNote([sdk]),
    },
    {
      what: `${id}: throughput off the endpoint's own record, ${most} streams`,
      unit: "%",
      samples: many.map(({ measured, truth }) =>
        difference(measured.outputTokensPerSecond, truth.outputTokensPerSecond),
      ),
      budget: { atMost: 1 },
    },
    ...outputTokensPerSecond.map((rate) => steadyRow(id, rate, [few, ...many])),
  ];
}

type PublishedRate = Deployment["outputTokensPerSecond"][number];

function steadyRow(id: string, rate: PublishedRate, all: readonly Compared[]) {
  const { concurrency, tokensPerSecond } = rate;
  const measured = all
    .filter(({ run }) => run.concurrency === concurrency)
    .map((compared) => compared.measured);
  const text = (figures: readonly (number | undefined)[]) =>
    figures.map((figure = Number.NaN) => Math.round(figure)).join(", ");
  const steady = measured.map(({ steadyTokensPerSecond }) => steadyTokensPerSecond);
  const wall = measured.map(({ outputTokensPerSecond }) => outputTokensPerSecond);
  return {
    what: `${id}: steady tokens/s off the published rate, ${concurrency} streams`,
    unit: "%",
    samples: steady.map((figure) => difference(figure, tokensPerSecond)),
    budget: { atMost: 3 },
    note: `${text(steady)} against ${tokensPerSecond} published; ${text(wall)} by the wall clock`,
  };
}

function recordNote(all: readonly Compared[]): string {
  const texts = all.map(({ truth }) => `${truth.ttftP50.toFixed(1)} ms of ${truth.n} requests`);
  return `recorded p50 ${texts.join(", ")}`;
}

type Run = { way: "dispatch" | "sdk"; url: string; concurrency: number; requests: number };
type Truth = { n: number; ttftP50: number; outputTokensPerSecond: number };
type Compared = { run: Run; measured: MeasuredLoad; truth: Truth };

async function measure(run: Run, signal: AbortSignal): Promise<Compared> {
  const { way, url, concurrency, requests } = run;
  await fetch(`${new URL(url).origin}/simulator/requests`, { method: "DELETE", signal });
  const args = ["--import", textImports, program, way, url, `${concurrency}`, `${requests}`];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], signal });
  const ended = once(child, "close");
  const output = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`The load generator ended with ${code}.`);
  // It prints one line, of the type beside it.
  const measured = JSON.parse(output) as MeasuredLoad;
  return { run, measured, truth: truthOf((await serverRecord(url, signal)) ?? []) };
}

function truthOf(records: readonly RequestRecord[]): Truth {
  const asked = records.filter(({ completionTokens }) => completionTokens === osl);
  const ttft = asked.flatMap(({ firstTokenAtMs, arrivedAtMs }) =>
    firstTokenAtMs === undefined ? [] : firstTokenAtMs - arrivedAtMs,
  );
  const first = Math.min(...asked.map(({ arrivedAtMs }) => arrivedAtMs));
  const last = Math.max(...asked.map(({ endedAtMs = 0 }) => endedAtMs));
  return {
    n: asked.length,
    ttftP50: distributionOf(ttft)?.p50 ?? Number.NaN,
    outputTokensPerSecond: (asked.length * osl * 1000) / (last - first),
  };
}

function ttftError({ measured, truth }: Compared): number {
  return Math.abs(measured.ttftP50 - truth.ttftP50);
}

/** In percent of what it should be. */
function difference(measured: number | undefined, truth: number): number {
  return (Math.abs((measured ?? Number.NaN) - truth) / truth) * 100;
}
