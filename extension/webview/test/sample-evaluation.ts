// A finished evaluation on a simulated endpoint as it really looks, and one on another endpoint to hold it against. Figures
// follow from the cases in sample-cases.ts; nothing here was measured.
import { categories } from "../../../core/protocol/case-file.ts";
import type {
  CaseResult,
  CategorySummary,
  Counts,
  Evaluation,
  Rate,
  RunHeader,
  ScorecardRow,
} from "../../../core/protocol/evaluation.ts";
import type { EndpointFacts, Hardware } from "../../../core/protocol/run-facts.ts";
import type { CaseRow } from "../evals/messages.ts";
import { cases, otherCases } from "./sample-cases.ts";
import { loadTest, loadTestOnEight, spread } from "./sample-load.ts";

export const simulatedEndpoint: EndpointFacts = loadTest.run.endpoint;
export const realEndpoint: EndpointFacts = {
  url: "https://gpu1.example.com:8000/v1",
  model: "Qwen/Qwen3-Coder-30B-A3B-Instruct",
  serverVersion: "0.11.2",
  contextWindow: 131_072,
  isSimulated: false,
};
const fourH100: Hardware = { gpus: 4, name: "H100 SXM" };

export const header: RunHeader = {
  id: "20260214-103000-a1b2c3",
  startedAt: "2026-02-14T10:30:00.000Z",
  endpoint: simulatedEndpoint,
  hardware: fourH100,
  profile: "standard",
  suites: [...categories],
  seed: 1,
  epochs: { "tool-use": 4 },
  concurrency: 8,
  suite: { hash: "4f1c09d2a7b35e88", cases: 266 },
  sampling: { temperature: 0, topP: 1, seed: 1 },
  sandbox: {
    tier: "bubblewrap",
    description: "bubblewrap 0.8.0",
    unavailable: { container: "Neither docker nor podman is on PATH." },
  },
  toolchains: {
    python: "3.11.7",
    javascript: "24.21.0",
    typescript: "7.0.2",
    go: "1.26.0",
    rust: "1.95.0",
    cpp: "12.2.0",
  },
  missingToolchains: { java: "looked for javac on PATH" },
  toolParser: { ok: true, message: "Tool calls arrive as tool calls." },
  judge: { model: "qwen3-coder", isSelf: true, calibration: { right: 11, of: 12 } },
};

const none: Counts = { pass: 0, fail: 0, skipped: 0, unscored: 0, infra: 0 };

function countsOf(results: readonly CaseResult[]): Counts {
  const counts = { ...none };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

function rateOf(results: readonly CaseResult[]): Rate {
  const graded = results.filter(({ verdict }) => verdict === "pass" || verdict === "fail");
  const passed = graded.filter(({ verdict }) => verdict === "pass").length;
  const n = graded.length;
  const z = 1.96;
  const rate = n === 0 ? 0 : passed / n;
  const middle = (rate + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);
  return {
    passed,
    n,
    clusters: new Set(graded.map(({ cluster }) => cluster)).size,
    rate,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
  };
}

function summaryOf(category: (typeof categories)[number], results: CaseResult[]): CategorySummary {
  const own = results.filter((result) => result.category === category);
  const failClasses: CategorySummary["failClasses"] = {};
  for (const { failClass } of own) {
    if (failClass) failClasses[failClass] = (failClasses[failClass] ?? 0) + 1;
  }
  const skipped = own.filter(({ verdict }) => verdict === "skipped").length;
  return {
    category,
    counts: countsOf(own),
    rate: rateOf(own),
    flipped: category === "tool-use" ? 2 : 0,
    ...(category === "tool-use" && {
      repeated: {
        attempts: 4,
        passAtK: [0.867, 0.911, 0.922, 0.933],
        passHatK: [0.867, 0.822, 0.811, 0.8],
      },
    }),
    ...(category === "explanation" && {
      rubric: {
        facts: { met: 58, of: 66 },
        falsehoods: { claimed: 3, of: 44 },
        disputed: 4,
        isSelfJudged: true,
      },
    }),
    failClasses,
    skipped: skipped === 0 ? {} : { "No Java compiler: looked for javac on PATH.": skipped },
  };
}

type RowText = Pick<ScorecardRow, "id" | "title"> & {
  insufficient?: string;
  of: (typeof categories)[number][];
  thresholds: [pass: number, marginal: number, minN: number];
  says: string;
  badges?: string[];
};

const rateRows: RowText[] = [
  {
    id: "code-generation",
    title: "Code generation",
    of: ["completion", "algorithm"],
    thresholds: [0.9, 0.75, 40],
    says: "100 %, all 8 coding categories, both configurations",
  },
  {
    id: "bugfix",
    title: "Code review / bugfix",
    of: ["bugfix"],
    thresholds: [0.9, 0.75, 16],
    says: "100 % bugfix",
  },
  {
    id: "multi-language",
    title: "Multi-language support",
    of: ["multi-language"],
    insufficient: "Only 83 % of the cases could be graded.",
    thresholds: [0.9, 0.75, 36],
    says: "100 % Python, JS/TS, Go, Rust, Java, C++",
    badges: ["partial coverage"],
  },
  {
    id: "sql",
    title: "SQL generation",
    of: ["sql"],
    thresholds: [0.9, 0.75, 16],
    says: "100 % (JOIN types, window functions, CTEs, subqueries)",
  },
  {
    id: "system-design",
    title: "System design reasoning",
    of: ["system-design"],
    thresholds: [0.85, 0.65, 12],
    says: "100 %",
  },
  {
    id: "tool-use",
    title: "Tool / API integration",
    of: ["tool-use"],
    thresholds: [0.9, 0.8, 15],
    says: "93 % (14/15)",
  },
  {
    id: "instruction-following",
    title: "Instruction following",
    of: ["instruction-following"],
    thresholds: [0.8, 0.65, 60],
    says: "IFBench 85 % (4x), 90 % (8x)",
  },
  {
    id: "long-context",
    title: "Long document understanding",
    of: ["long-context"],
    thresholds: [0.95, 0.85, 29],
    says: "29/29",
  },
];

/** As the rule decides it where the interval does not. */
function verdictOf({ rate }: Rate, [pass, marginal]: RowText["thresholds"]) {
  const whole = (share: number) => `${share * 100} %`;
  if (rate < marginal) return { verdict: "FAIL" as const, reason: `Below ${whole(marginal)}.` };
  return rate < pass
    ? { verdict: "MARGINAL" as const, reason: `Below ${whole(pass)}.` }
    : { verdict: "PASS" as const, reason: `At least ${whole(pass)}.` };
}

function rateRow(row: RowText, results: CaseResult[]): ScorecardRow {
  const own = results.filter(({ category }) => row.of.includes(category));
  const [pass, marginal, minN] = row.thresholds;
  const rate = rateOf(own);
  return {
    id: row.id,
    title: row.title,
    ...(row.insufficient
      ? { verdict: "INSUFFICIENT" as const, reason: row.insufficient }
      : verdictOf(rate, row.thresholds)),
    measure: { kind: "rate", ...rate },
    thresholds: { pass, marginal, minN },
    coverage: rate.n / own.length,
    badges: row.badges ?? [],
    published: { verdict: "PASS", evidence: row.says },
  };
}

const otherRows: ScorecardRow[] = [
  {
    id: "reasoning",
    title: "General reasoning",
    verdict: "PASS",
    reason: "Lowered by 0.3 to 0.5 for judging itself, the mean is at least 8.5.",
    measure: { kind: "rating", n: 80, mean: 9.06, low: 8.84, high: 9.28 },
    thresholds: { pass: 8.5, marginal: 7, minN: 80 },
    coverage: 1,
    badges: ["self-judged"],
    published: {
      verdict: "PASS",
      evidence: "MT-Bench 9.57 (4x), 9.47 (8x), self-judged: inflated by 0.3 to 0.5",
    },
  },
  {
    id: "math",
    title: "Math / logic",
    verdict: "PASS",
    reason: "At least 90 %.",
    measure: { kind: "rate", passed: 9, n: 10, clusters: 10, rate: 0.9, low: 0.596, high: 0.982 },
    thresholds: { pass: 0.9, marginal: 0.75, minN: 10 },
    coverage: 1,
    badges: [],
    published: { verdict: "PASS", evidence: "10/10 MT-Bench math" },
  },
  {
    id: "interactive-latency",
    title: "Latency for interactive use",
    verdict: "MARGINAL",
    reason: "Above 200 ms: fine for chat, too slow for inline completion.",
    measure: { kind: "ttft", n: 32, p50Ms: 1_618 },
    thresholds: { pass: 200, marginal: 2_000, minN: 30 },
    coverage: 1,
    badges: ["simulated"],
    published: {
      verdict: "MARGINAL",
      evidence: "TTFT 1.3 to 1.6 s: fine for chat, too slow for inline (needs < 200 ms)",
    },
  },
  {
    id: "batch-throughput",
    title: "Batch throughput",
    verdict: "PASS",
    reason: "At least 2,000 tok/s.",
    measure: { kind: "throughput", n: 512, tokensPerSecond: 5_412 },
    thresholds: { pass: 2_000, marginal: 1_000, minN: 128 },
    coverage: 1,
    badges: ["simulated"],
    published: { verdict: "PASS", evidence: "8,407 tok/s (8x), 6,615 tok/s (4x)" },
  },
];

function evaluationOf(run: RunHeader, results: CaseResult[]): Evaluation {
  const n = results.length;
  return {
    schemaVersion: 1,
    run,
    status: "complete",
    totals: {
      planned: n,
      counts: countsOf(results),
      retried: 7,
      promptTokens: 1_184_311,
      completionTokens: 91_206,
      askedSeconds: 1_214.6,
    },
    gate: { ok: false, reasons: ["Long document understanding: FAIL."] },
    scorecard: [...rateRows.map((row) => rateRow(row, results)), ...otherRows],
    categories: categories.map((category) => summaryOf(category, results)),
    latency: {
      ttftMs: spread(n, 1_629, 1.26),
      tpotMs: spread(n, 6.6, 1.08),
      e2elMs: spread(n, 3_140, 1.9),
    },
    load: loadTest,
    cases: results,
  };
}

export const evaluation: Evaluation = evaluationOf(header, cases);

export const baselineEvaluation: Evaluation = {
  ...evaluationOf(
    {
      ...header,
      id: "20260212-160000-ba5e11",
      startedAt: "2026-02-12T16:00:00.000Z",
      endpoint: { ...realEndpoint },
      hardware: { gpus: 8, name: "H100 SXM" },
    },
    otherCases,
  ),
  load: loadTestOnEight,
};

/** As the host sends it: without the cases. */
export function withoutCases({ cases: _, ...rest }: Evaluation): Omit<Evaluation, "cases"> {
  return rest;
}

export function rowOf(result: CaseResult): CaseRow {
  const { id, epoch, category, tier, language, topic, verdict, failClass, reason, haystack } =
    result;
  const [timing] = result.timings;
  return {
    id,
    case: result.case,
    epoch,
    category,
    tier,
    ...(language && { language }),
    ...(topic && { topic }),
    verdict,
    ...(failClass && { failClass }),
    ...(reason && { reason }),
    ...(haystack && { haystack }),
    ...(timing?.ttftMs !== undefined && { ttftMs: timing.ttftMs }),
    ...(timing && { e2elMs: timing.e2elMs }),
  };
}
