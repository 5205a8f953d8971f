// Charts as they really look and as they may at worst, for tests and screenshots. Deterministic.
import { histogramOf } from "./charts.ts";
import type { Shown } from "./test-main.ts";

type Of<K extends Shown["kind"]> = Extract<Shown, { kind: K }>;
type Props<K extends Shown["kind"]> = Of<K>["props"];

/** Log-normal around `medianMs`, always the same for the same arguments. */
export function samples(count: number, medianMs: number, spread: number): number[] {
  let state = Math.round(medianMs * 7 + count);
  const uniform = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state + 0.5) / 2_147_483_648;
  };
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    return medianMs * Math.exp(spread * normal);
  });
}

export function seriesOf(label: string, values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  const at = (share: number) => sorted[Math.min(n - 1, Math.floor(share * n))] ?? 0;
  return {
    label,
    histogram: histogramOf(values),
    n,
    p50: at(0.5),
    p95: n >= 20 ? at(0.95) : undefined,
    p99: n >= 100 ? at(0.99) : undefined,
  };
}

export const lines: Props<"distribution">["lines"] = [
  { label: "inline completion needs", atMs: 200, kind: "limit" },
  { label: "published, 8× H100", atMs: 1_328, kind: "published" },
  { label: "published, 4× H100", atMs: 1_608, kind: "published" },
];

export const hostile =
  "Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8 at inference-cluster-eu-central-1.example.internal:8000, cold prefix cache, 512/1024";

export function distribution(changes: Partial<Props<"distribution">> = {}): Shown {
  return {
    kind: "distribution",
    props: {
      title: "Time to first token",
      isSimulated: true,
      series: [
        seriesOf("1 stream, cold", samples(64, 1_625, 0.03)),
        seriesOf("32 streams, cold", samples(320, 1_790, 0.09)),
        seriesOf("1 stream, warm", samples(18, 240, 0.2)),
      ],
      lines,
      ...changes,
    },
  };
}

const decode = (concurrency: number, fixed: number, each: number) =>
  (1000 * concurrency) / (fixed + each * concurrency);

const published = [
  {
    label: "4× H100",
    points: [
      { concurrency: 32, tokensPerSecond: 3_509 },
      { concurrency: 128, tokensPerSecond: 6_615 },
    ],
  },
  {
    label: "8× H100",
    points: [
      { concurrency: 32, tokensPerSecond: 4_463 },
      { concurrency: 128, tokensPerSecond: 8_407 },
    ],
  },
];

const shapes = ["128/512", "128/1024", "512/512", "512/1024"];
const streams = [1, 8, 32, 128];

export function throughput(changes: Partial<Props<"throughput">> = {}): Shown {
  return {
    kind: "throughput",
    props: {
      title: "Throughput against concurrency",
      series: shapes.map((label, shape) => ({
        label: `${label} tokens`,
        points: streams.map((concurrency) => ({
          concurrency,
          tokensPerSecond: decode(concurrency, 5.71 + shape * 0.7, 0.1066 + shape * 0.012),
          n: concurrency * 2,
        })),
      })),
      published,
      ...changes,
    },
  };
}

export function pareto(changes: Partial<Props<"pareto">> = {}): Shown {
  return {
    kind: "pareto",
    props: {
      title: "Throughput against interactivity",
      points: shapes.flatMap((label, shape) =>
        streams.map((concurrency) => {
          const tokensPerSecond = decode(concurrency, 5.71 + shape * 0.5, 0.1066 + shape * 0.008);
          return {
            label: `${label} × ${concurrency}`,
            interactivity: tokensPerSecond / concurrency,
            tokensPerSecond: tokensPerSecond * (shape % 2 === 0 ? 0.8 : 0.88),
            n: concurrency * 2,
          };
        }),
      ),
      ...changes,
    },
  };
}

export function depths(changes: Partial<Props<"depths">> = {}): Shown {
  return {
    kind: "depths",
    props: {
      title: "Long context by length and depth",
      cells: [4_096, 8_192, 16_384, 30_000].flatMap((tokens, column) => [
        ...[0.1, 0.25, 0.5, 0.75, 0.9]
          .filter((depth) => tokens > 4_096 || depth * 20 !== 5)
          .map((depth, row) => ({
            tokens,
            depth,
            passed: column === 3 && row > 1 ? Math.max(0, 3 - row) : 3,
            n: 3,
          })),
        ...(tokens > 4_096 ? [{ tokens, passed: 4 - column, n: 3 }] : []),
      ]),
      ...changes,
    },
  };
}

export function flips(
  caseCount = 40,
  epochCount = 4,
  changes: Partial<Props<"flips">> = {},
): Shown {
  const names = ["algorithm.py.interval-merge", "long.multi-key-16k-25", "sql.running-total"];
  return {
    kind: "flips",
    props: {
      title: "Verdicts by case and epoch",
      cases: Array.from({ length: caseCount }, (_, index) => ({
        id: `${names[index % names.length]}#${index}.0`,
        epochs: Array.from({ length: epochCount }, (_, epoch) => ({
          epoch: epoch + 1,
          verdict: verdictOf(index, epoch),
        })),
      })),
      ...changes,
    },
  };
}

function verdictOf(index: number, epoch: number) {
  if (index % 11 === 3) return epoch % 2 === 0 ? "pass" : "fail";
  if (index % 13 === 5) return "fail";
  if (index % 17 === 6) return epoch === 1 ? "infra" : "pass";
  if (index === 8) return "skipped";
  if (index === 12) return "unscored";
  return "pass";
}
