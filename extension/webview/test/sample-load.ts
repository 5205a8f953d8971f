// Load tests as they really look, for tests and screenshots: the published grid on the two simulated deployments, computed
// from the decode step that reproduces the published throughput, and one on a busy endpoint whose rows are full of doubts.
// Nothing here was measured.
import type {
  Caution,
  LoadHeader,
  LoadRow,
  LoadTest,
  LogHistogram,
} from "../../../core/protocol/load-test.ts";
import type { Published } from "../../../core/protocol/published.ts";
import type { Distribution } from "../../../core/protocol/run-facts.ts";

export const published: Published = {
  source: 'InferenceBench, "Qwen3 Coder: The Model That Does Everything Right"',
  model: "Qwen3 Coder",
  server: "vLLM",
  method: {
    inputOutputTokens: [
      [128, 512],
      [128, 1024],
      [512, 512],
      [512, 1024],
    ],
    concurrency: [1, 8, 32, 128],
    sourceLine: "ISL/OSL 128/512, 128/1024, 512/512, 512/1024 at concurrency 1, 8, 32, 128",
  },
  deployments: [
    {
      id: "h100x4",
      gpus: 4,
      hardware: "4x H100 SXM, NVLink, tensor parallel 4",
      ttftMsAtConcurrency1: 1608,
      outputTokensPerSecond: [
        { concurrency: 32, tokensPerSecond: 3509 },
        { concurrency: 128, tokensPerSecond: 6615 },
      ],
      sourceLine: "4x H100 SXM: 6,615 tok/s at 128, 3,509 tok/s at 32, TTFT 1,608 ms at 1",
    },
    {
      id: "h100x8",
      gpus: 8,
      hardware: "8x H100 SXM, NVLink, tensor parallel 8",
      ttftMsAtConcurrency1: 1328,
      outputTokensPerSecond: [
        { concurrency: 32, tokensPerSecond: 4463 },
        { concurrency: 128, tokensPerSecond: 8407 },
      ],
      sourceLine: "8x H100 SXM: 8,407 tok/s at 128, 4,463 tok/s at 32, TTFT 1,328 ms at 1",
    },
  ],
  economics: {
    inputs: { seatPerMonth: 39, gpus: 4, gpuHour: 2.49, hoursPerMonth: 730, operationsShare: 0.1 },
    plans: [
      { name: "individual", perMonth: 19 },
      { name: "business", perMonth: 39 },
      { name: "enterprise", perMonth: 45 },
    ],
    claimedBreakEven: 225,
    sourceLine:
      "19 / 39 / 40 to 50 USD per user and month; 2.49 USD per GPU-hour, 4 GPUs, 730 h, about 96,000 USD a year with operations; break-even at about 225 developers",
  },
  inlineTtftMs: 200,
};

type Deployment = { ttftMs: number; fixedMs: number; perStreamMs: number };
const deployments = {
  h100x4: { ttftMs: 1608, fixedMs: 5.71, perStreamMs: 0.1066 },
  h100x8: { ttftMs: 1328, fixedMs: 4.486, perStreamMs: 0.0839 },
} as const;
export type DeploymentId = keyof typeof deployments;

export type RowShape = { isl: number; osl: number; concurrency: number };

/** A row as the decode step says it: b streams decode b / (fixed + b · per stream) tokens a millisecond. */
export function sampleLoadRow(
  { isl, osl, concurrency }: RowShape,
  deployment: DeploymentId = "h100x4",
  more: Partial<LoadRow> = {},
): LoadRow {
  const { fixedMs, perStreamMs, ttftMs }: Deployment = deployments[deployment];
  const stepMs = fixedMs + perStreamMs * concurrency;
  const firstMs = ttftMs + 0.02 * isl * Math.sqrt(concurrency);
  const n = Math.max(32, 4 * concurrency);
  const endMs = firstMs + stepMs * (osl - 1);
  const wallSeconds = (endMs * Math.ceil(n / concurrency)) / 1000;
  const steady = (concurrency / stepMs) * 1000;
  return {
    isl,
    osl,
    cache: "cold",
    load: { kind: "closed", concurrency },
    n,
    errors: {},
    wrongLength: 0,
    promptTokens: isl,
    completionTokens: osl,
    ttftMs: spread(n, firstMs, 1.04),
    firstEventMs: spread(n, firstMs - 2, 1.04),
    tpotMs: spread(n, stepMs, 1.02),
    itlMs: spread(n * (osl - 1), stepMs, 1.15),
    tokensPerChunk: 1,
    e2elMs: spread(n, endMs, 1.02),
    ttftHistogram: histogram(n, firstMs, 0.02),
    itlHistogram: histogram(n * (osl - 1), stepMs, 0.09),
    wallSeconds,
    outputTokensPerSecond: (n * osl) / wallSeconds,
    totalTokensPerSecond: (n * (isl + osl)) / wallSeconds,
    requestsPerSecond: n / wallSeconds,
    steadyTokensPerSecond: steady,
    steadySeconds: wallSeconds * 0.7,
    interactivity: 1000 / stepMs,
    prefixHitRate: 0,
    serverRunning: concurrency,
    serverWaiting: 0,
    generator: { lagP99Ms: 1.4, lagMaxMs: 3.9, cpu: 0.05 + concurrency * 0.004 },
    isSpoiled: false,
    cautions: [],
    published: besidePublished(concurrency, firstMs, steady),
    ...more,
  };
}

export const loadHeader: LoadHeader = {
  id: "20260214-101500-5ad10e",
  startedAt: "2026-02-14T10:15:00.000Z",
  endpoint: {
    url: "http://localhost:41234/v1",
    model: "qwen3-coder",
    serverVersion: "0.11.2",
    contextWindow: 32_768,
    isSimulated: true,
  },
  hardware: { gpus: 4, name: "H100 SXM" },
  profile: "published",
  route: "/v1/completions",
  promptSource: "tokenized text",
  forcesLength: true,
  server: {
    runningBefore: 0,
    waitingBefore: 0,
    maxNumSeqs: 256,
    cacheConfig: { block_size: "16", enable_prefix_caching: "True" },
  },
  seed: 1,
};

function grid(deployment: DeploymentId): LoadRow[] {
  return published.method.inputOutputTokens.flatMap(([isl, osl]) =>
    published.method.concurrency.map((concurrency) =>
      sampleLoadRow({ isl, osl, concurrency }, deployment),
    ),
  );
}

function wholeTest(run: LoadHeader, rows: LoadRow[], notes: string[] = []): LoadTest {
  return { schemaVersion: 1, run, status: "complete", plannedRows: rows.length, rows, notes };
}

const gridNotes = [
  "Throughput beside the published figure is the steady one; over the wall clock it is lower by the share of the time to first token.",
];

export const loadTest: LoadTest = wholeTest(loadHeader, grid("h100x4"), gridNotes);

export const loadTestOnEight: LoadTest = wholeTest(
  {
    ...loadHeader,
    id: "20260215-083000-8c0ffe",
    startedAt: "2026-02-15T08:30:00.000Z",
    hardware: { gpus: 8, name: "H100 SXM" },
  },
  grid("h100x8"),
  gridNotes,
);

const doubts: Record<string, Caution> = {
  queueing: {
    code: "queueing",
    message: "The server ran at most 64 requests at a time: TTFT contains waiting in its queue.",
  },
  errors: { code: "errors", message: "3 of 512 requests failed." },
  lag: {
    code: "generator-lag",
    message:
      "The generator's event loop lagged by 48 ms: the figures of this row are not to be quoted.",
  },
  busy: {
    code: "busy-endpoint",
    message: "5 requests of others were running when the row began.",
  },
  length: {
    code: "wrong-length",
    message: "12 of 32 answers were not 512 tokens long.",
  },
};
const doubt = (name: string): Caution => doubts[name] ?? { code: "errors", message: name };

/** A real, busy endpoint: every row says what speaks against it, one was spoiled, one got no answer at all. */
export const doubtfulLoadTest: LoadTest = {
  ...wholeTest(
    {
      ...loadHeader,
      id: "20260213-170000-d0b7ed",
      startedAt: "2026-02-13T17:00:00.000Z",
      endpoint: {
        url: "https://gpu1.example.com:8000/v1",
        model: "Qwen/Qwen3-Coder-30B-A3B-Instruct",
        serverVersion: "0.10.1",
        contextWindow: 131_072,
        isSimulated: false,
      },
      forcesLength: false,
      promptSource: "chat text",
      route: "/v1/chat/completions",
    },
    [
      sampleLoadRow({ isl: 512, osl: 512, concurrency: 1 }, "h100x4", {
        cautions: [doubt("busy"), doubt("length")],
        wrongLength: 12,
      }),
      sampleLoadRow({ isl: 512, osl: 512, concurrency: 1 }, "h100x4", {
        cache: "warm",
        prefixHitRate: 0.98,
      }),
      sampleLoadRow({ isl: 512, osl: 512, concurrency: 128 }, "h100x4", {
        cautions: [doubt("queueing"), doubt("errors")],
        errors: { timeout: 2, unreachable: 1 },
        n: 509,
        serverRunning: 64,
        serverWaiting: 64,
      }),
      sampleLoadRow({ isl: 128, osl: 512, concurrency: 128 }, "h100x4", {
        cautions: [doubt("lag")],
        isSpoiled: true,
        generator: { lagP99Ms: 48, lagMaxMs: 130, cpu: 0.99 },
      }),
      emptyRow({ isl: 8192, osl: 1024, concurrency: 32 }),
    ],
    ["A proxy stands between the generator and the endpoint."],
  ),
  status: "interrupted",
  plannedRows: 16,
};

function emptyRow({ isl, osl, concurrency }: RowShape): LoadRow {
  return {
    isl,
    osl,
    cache: "cold",
    load: { kind: "closed", concurrency },
    n: 0,
    errors: { "context-exceeded": 32 },
    wrongLength: 0,
    wallSeconds: 1.2,
    requestsPerSecond: 0,
    generator: { lagP99Ms: 1, lagMaxMs: 2, cpu: 0.02 },
    isSpoiled: false,
    cautions: [
      { code: "errors", message: "32 of 32 requests failed." },
      { code: "few-requests", message: "No request finished." },
    ],
    published: [],
  };
}

function besidePublished(concurrency: number, ttftMs: number, steady: number) {
  return published.deployments.flatMap(({ id, ttftMsAtConcurrency1, outputTokensPerSecond }) => {
    const rate = outputTokensPerSecond.find((one) => one.concurrency === concurrency);
    return [
      ...(concurrency === 1
        ? [beside(id, "ttftMs" as const, ttftMsAtConcurrency1, ttftMs / ttftMsAtConcurrency1)]
        : []),
      ...(rate
        ? [
            beside(
              id,
              "outputTokensPerSecond" as const,
              rate.tokensPerSecond,
              steady / rate.tokensPerSecond,
            ),
          ]
        : []),
    ];
  });
}

function beside(
  deployment: string,
  what: "ttftMs" | "outputTokensPerSecond",
  figure: number,
  ratio: number,
) {
  return { deployment, what, published: figure, ratio };
}

export function spread(n: number, p50: number, tail: number): Distribution {
  return {
    n,
    p50,
    ...(n >= 20 && { p95: p50 * tail }),
    ...(n >= 100 && { p99: p50 * tail * tail }),
  };
}

/** A bell around the median on a logarithmic axis. */
export function histogram(n: number, medianMs: number, width: number): LogHistogram {
  const ratio = 1.02;
  const half = 12;
  const weights = Array.from({ length: 2 * half + 1 }, (_, index) => {
    const distance = ((index - half) * Math.log(ratio)) / width;
    return Math.exp(-(distance ** 2) / 2);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    first: medianMs * ratio ** (-half - 0.5),
    ratio,
    counts: weights.map((weight) => Math.round((weight / sum) * n)),
  };
}
