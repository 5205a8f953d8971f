// A thousand clients that go away in the five phases of a request, on every endpoint, streamed or not: how soon the upstream
// notices, what is counted, and what the gateway keeps.
import { phases } from "../test/trials/abort-plan.ts";
import { type AbortReport, runAborts } from "../test/trials/aborts.ts";

export const name = "gateway-aborts";

const trials = 1000;
/** More at once would measure how busy the simulated engine is. */
const atOnce = 8;

type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number };
  judgedBy?: "max" | "p95";
  isSimulated: true;
  note?: string;
};

export async function run(signal: AbortSignal): Promise<Row[]> {
  const report = await runAborts({ trials, atOnce, seed: `${Date.now()}` }, signal);
  const { seed, problems, leaks, unexpected, tokensOff, before, after } = report;
  const none = (what: string, unit: string, found: readonly string[]): Row => ({
    what: `${trials} aborts: ${what}`,
    unit,
    samples: [found.length],
    budget: { atMost: 0 },
    isSimulated: true,
    note: [`seed ${seed}`, ...found.slice(0, 3)].join("; "),
  });
  return [
    ...latencyRows(report),
    none("not recorded, not noticed or counted wrong", "aborts", problems),
    none("left behind: requests, sockets, sequences", "leaks", leaks),
    none("errors in the gateway's log", "lines", unexpected),
    {
      what: "tokens the engine made beyond those recorded, of answers that broke off",
      unit: "tokens",
      samples: tokensOff.length === 0 ? [0] : [...tokensOff],
      budget: { atMost: 1 },
      judgedBy: tokensOff.length < 20 ? "max" : "p95",
      isSimulated: true,
      note: "one engine step is one token; where the simulated engine was late, it made several at once",
    },
    {
      what: `memory of the gateway after ${trials} aborts, beyond that before`,
      unit: "MB",
      samples: [after.rssMb - before.rssMb],
      isSimulated: true,
      note: `${before.rssMb.toFixed(0)} MB before, ${before.sockets} sockets before and ${after.sockets} after`,
    },
  ];
}

function latencyRows({ latencies, tried }: AbortReport): Row[] {
  return phases.flatMap((phase) => {
    const ms = latencies.filter((each) => each.phase === phase).map((each) => each.ms);
    const asked = [...tried].filter(([kind]) => kind.startsWith(phase));
    const count = asked.reduce((sum, [, each]) => sum + each, 0);
    if (ms.length === 0) return [];
    return [
      {
        what: `phase ${phase}: from the client's end to the upstream's noticing`,
        unit: "ms",
        samples: ms,
        budget: { atMost: 50 },
        judgedBy: "max" as const,
        isSimulated: true as const,
        note: `n ${ms.length} of ${count}, p50 ${percentile(ms, 0.5)}, p99 ${percentile(ms, 0.99)}`,
      },
    ];
  });
}

function percentile(values: readonly number[], share: number): string {
  // Fewer say nothing about the last hundredth.
  if (share > 0.95 && values.length < 100) return "of too few";
  const sorted = values.toSorted((a, b) => a - b);
  return `${sorted[Math.ceil(sorted.length * share) - 1]?.toFixed(1)} ms`;
}
