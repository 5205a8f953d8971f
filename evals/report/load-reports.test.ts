import assert from "node:assert/strict";
import { compareLoadTests } from "./compare-load.ts";
import { loadComparisonText } from "./load-comparison-text.ts";
import { consoleLoadReport, htmlLoadReport, markdownLoadReport } from "./load-reports.ts";
import { sampleHeader, sampleLoadRow, sampleLoadTest } from "./sample-results.ts";

const rows = [
  sampleLoadRow(1, {
    published: [
      { deployment: "h100x4", what: "ttftMs", published: 1608, ratio: 0.0933 },
      { deployment: "h100x8", what: "ttftMs", published: 1328, ratio: 0.113 },
    ],
  }),
  sampleLoadRow(128, {
    errors: { busy: 2, stream_cut: 1 },
    isSpoiled: true,
    cautions: [{ code: "generator-lag", message: "The generator was late." }],
    published: [
      { deployment: "h100x4", what: "outputTokensPerSecond", published: 6615, ratio: 1.2094 },
    ],
  }),
];
const declared = { hardware: { gpus: 4, name: "H100 SXM" } };
const loadTest = sampleLoadTest(rows, declared);

const hostile = `| x](http://evil) <script>alert(1)</script> @everyone \`\`\`\n# h\u001b[2J\u0000`;
const hostileTest = sampleLoadTest(
  [sampleLoadRow(1, { cautions: [{ code: "errors", message: hostile }] })],
  {
    endpoint: { ...sampleHeader.endpoint, model: hostile, serverVersion: hostile },
    hardware: { name: hostile },
  },
);

describe("the load test on a terminal", () => {
  it("shows every figure with its n, and what the reader must know", () =>
    assert.equal(
      consoleLoadReport(loadTest),
      `Load test of qwen3-coder (SIMULATED)
qwen3-coder at http://gpu1:8000/v1 (SIMULATED)
load test 20260102-030405-abcdef, started 2026-01-02T03:04:05.000Z, profile scorecard, seed 1, 2 rows
hardware: 4 × H100 SXM (declared)
prompts: tokenized text to /v1/completions; answer lengths forced by ignore_eos and min_tokens

Latency (SIMULATED)
in/out            Load      n  Errors  TTFT p50  TTFT p95  TPOT p50         ITL p50 (n)
512/512            × 1     30       0    150 ms    180 ms    5.8 ms     5.8 ms (15,330)
512/512 SPOILED  × 128  3,840       3    150 ms    180 ms    5.8 ms  5.8 ms (1,962,240)

Throughput (SIMULATED)
in/out            Load      n  Errors       Steady                 Wall  Wall/GPU (declared)   Per user  Requests
512/512            × 1     30       0   62.5 tok/s   50.0 tok/s (−20 %)           12.5 tok/s  172 tok/s    0.50/s
512/512 SPOILED  × 128  3,840       3  8,000 tok/s  6,400 tok/s (−20 %)          1,600 tok/s  172 tok/s   64.00/s

Beside the published H100 run (SIMULATED)
in/out            Load  Figure                     Here (n)      4× H100  here ÷ 4× H100   8× H100  here ÷ 8× H100
512/512            × 1  TTFT p50                150 ms (30)     1,608 ms           0.09×  1,328 ms           0.11×
512/512 SPOILED  × 128  output, steady  8,000 tok/s (3,840)  6,615 tok/s           1.21×         –               –

Cautions:
! 512/512 × 128: The generator was late.

in/out: tokens of prompt and answer, as asked. Load: × requests at a time, or arrivals a second. n: finished requests, without the warm-up; a figure that rests on another number says it in brackets.
TTFT: from sending to the first token. TPOT: mean time of each further token. ITL: gaps between tokens, of all requests together. p50 is the median; p95 needs 20 requests.
The server took no prompt token from its prefix cache.
Per user: tokens a second that one user sees, 1 ÷ median TPOT.
Published: InferenceBench, "Qwen3 Coder: The Model That Does Everything Right", at the same concurrency. here ÷ published: of a TTFT better below 1, of a throughput above.
Every answer is forced to the asked length.`,
    ));
});

describe("every table of a load test on a terminal", () => {
  const widest = (document: Parameters<typeof consoleLoadReport>[0]) =>
    Math.max(
      ...consoleLoadReport(document)
        .split("\n")
        .filter((line) => /^(in\/out |\d+\/\d+ )/.test(line))
        .map((line) => [...line].length),
    );
  const large = (concurrency: number) =>
    sampleLoadRow(concurrency, {
      isl: 8192,
      osl: 1024,
      ttftMs: { n: 9_999, p50: 9_999, p95: 9_999 },
      itlMs: { n: 99_999_999, p50: 99.94 },
      published: rows.flatMap(({ published }) => published),
    });
  const check = (what: string, document: Parameters<typeof consoleLoadReport>[0]) =>
    it(`fits into 120 columns with ${what}`, () => assert.ok(widest(document) <= 120));
  check(
    "the published run and declared hardware",
    sampleLoadTest([large(1), large(128)], declared),
  );
  check("what the generator spoiled", loadTest);
  check("both cache modes", sampleLoadTest([large(1), { ...large(8), cache: "warm" }]));
});

describe("the load test as Markdown", () => {
  it("is tables below headings", () => {
    const text = markdownLoadReport(loadTest);
    assert.match(text, /^## Load test of qwen3-coder \(SIMULATED\)\n\n- qwen3-coder at /);
    assert.match(text, /\n### Latency \(SIMULATED\)\n\n\| in\/out \| Load \|/);
    assert.match(text, /\n### Cautions\n\n- 512\/512 × 128: The generator was late\.\n/);
    assert.match(text, /\n$/);
  });
});

describe("the reports of a load test", () => {
  const all = { console: consoleLoadReport, html: htmlLoadReport, markdown: markdownLoadReport };
  for (const [name, report] of Object.entries(all)) {
    it(`${name}: says simulated over every table`, () => {
      const marks = report(loadTest).match(
        /(Latency|Throughput|published H100 run) \(SIMULATED\)/g,
      );
      assert.equal(marks?.length, 3);
    });
    it(`${name}: says that hardware is declared`, () => {
      assert.match(report(loadTest), /4 × H100 SXM \(declared\)/);
      assert.match(report(loadTest), /\/GPU \(declared\)/);
    });
    it(`${name}: divides by no GPUs that nobody declared`, () => {
      const text = report(sampleLoadTest(rows));
      assert.match(text, /hardware: not declared/);
      assert.doesNotMatch(text, /\/GPU/g);
      assert.doesNotMatch(report(sampleLoadTest(rows, { hardware: { name: "H100" } })), /\/GPU/g);
    });
    it(`${name}: leaves the throughput of rows out that are for latency`, () => {
      const short = sampleLoadRow(1, { osl: 16, published: rows[1]?.published ?? [] });
      const text = report(sampleLoadTest([short, ...rows]));
      assert.match(text, /their throughput says nothing/);
      assert.equal(text.match(/512\/16/g)?.length, 1);
      assert.doesNotMatch(report(sampleLoadTest([short])), /Throughput/);
    });
    it(`${name}: tells warm rows from cold ones, and what was found in the cache`, () => {
      const warm = sampleLoadRow(1, { cache: "warm", prefixHitRate: 0.97 });
      const text = report(sampleLoadTest([warm, ...rows]));
      assert.match(text, /warm.*97 %/s);
      assert.match(text, /Prefix hits: the share/);
      assert.doesNotMatch(report(loadTest), /Prefix hits/);
    });
    it(`${name}: ends with the comparison where there is one`, () => {
      const earlier = sampleLoadTest([sampleLoadRow(1)], { id: "earlier" });
      const comparison = loadComparisonText(compareLoadTests(loadTest, earlier), true);
      const text = report(loadTest, comparison);
      assert.match(text, /Against earlier \(qwen3\\?-coder, simulated\)/);
      assert.match(text, /Load tests of both runs \(SIMULATED\)/);
      assert.match(text, /150 ms \(30\).*1\.00×/s);
    });
    it(`${name}: marks what the generator spoiled`, () =>
      assert.match(report(loadTest), /512\/512 SPOILED/));
    it(`${name}: calls gaps inter-chunk unless a chunk is a token`, () => {
      assert.match(report(loadTest), /ITL p50 \(n\)/);
      const chunked = sampleLoadTest([sampleLoadRow(1, { tokensPerChunk: 2.4 })]);
      assert.match(report(chunked), /inter-chunk p50 \(n\)/);
      const { tokensPerChunk: _, ...unknown } = sampleLoadRow(1);
      assert.match(report(sampleLoadTest([unknown])), /inter-chunk p50 \(n\)/);
    });
    it(`${name}: gives a figure its own n where it is not the row's`, () => {
      const row = sampleLoadRow(1, { tpotMs: { n: 12, p50: 6 } });
      assert.match(report(sampleLoadTest([row])), /6\.0 ms \(12\)/);
    });
    it(`${name}: shows rates of arrivals`, () => {
      const load = { kind: "open" as const, requestsPerSecond: 0.5, peakConcurrency: 3 };
      assert.match(report(sampleLoadTest([sampleLoadRow(1, { load })])), /0\.5\/s/);
    });
    it(`${name}: stands without a single row`, () => {
      const none = { ...sampleLoadTest([]), status: "interrupted" as const, plannedRows: 16 };
      assert.match(report(none), /interrupted after 0 of 16 rows/);
    });
    it(`${name}: stands where nothing could be measured in a row`, () => {
      const { ttftMs, tpotMs, itlMs, e2elMs, ...row } = sampleLoadRow(1, { n: 0 });
      const text = report(sampleLoadTest([{ ...row, errors: { refused: 30 } }]));
      assert.match(text, /Latency/);
    });
    it(`${name}: lets no control character through`, () =>
      assert.doesNotMatch(report(hostileTest), /[\p{Cc}--[\n]]/v));
  }

  it("html: turns no answer of a server into markup", () =>
    assert.doesNotMatch(htmlLoadReport(hostileTest), /<script/));

  it("markdown: neither, nor into links, mentions, cells or headings", () => {
    const text = markdownLoadReport(hostileTest);
    assert.doesNotMatch(text, /<script|(?<!\\)\]|@everyone|http:\/\/|```|^# h/m);
    const [head, ...rest] = text.split("\n").filter((line) => line.startsWith("| "));
    const cells = (line = "") => line.split(/(?<!\\)\|/).length;
    assert.ok(rest.length > 3);
    assert.equal(cells(rest[1]), cells(head));
  });
});
