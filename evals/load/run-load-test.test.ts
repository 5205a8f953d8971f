import assert from "node:assert/strict";
import {
  type LoadEvent,
  type LoadRow,
  loadEvent,
  loadTest,
} from "../../core/protocol/load-test.ts";
import type { RequestRecord } from "../simulator/record.ts";
import { type Simulator, type StartOptions, startSimulator } from "../simulator/server.ts";
import { distributionOf } from "../statistics/distribution.ts";
import { customPlan } from "./load-plan.ts";
import {
  interruptedLoadTest,
  type LoadRequest,
  prepareLoadTest,
  runLoadTest,
} from "./run-load-test.ts";

const never = new AbortController().signal;
const osl = 12;
let runs = 0;

function requestFor(url: string, more: Partial<LoadRequest> = {}): LoadRequest {
  runs += 1;
  const plan = customPlan({ shapes: [[64, osl]], concurrency: [2], cache: ["cold"], requests: 10 });
  return { id: `run ${runs}`, endpoint: { url }, plan, seed: 1, ...more };
}

async function withSimulator(options: StartOptions, work: (simulator: Simulator) => Promise<void>) {
  const simulator = await startSimulator(options);
  try {
    await work(simulator);
  } finally {
    await simulator.close();
  }
}

/** Every event is checked against its schema. */
async function runAll(request: LoadRequest, signal = never) {
  const events: LoadEvent[] = [];
  const prepared = await prepareLoadTest(request, signal);
  const document = await runLoadTest(
    prepared,
    (event) => events.push(loadEvent.parse(event)),
    signal,
  );
  return { prepared, events, document: loadTest.parse(document) };
}

/** Requests of rows; warm-ups and probes are shorter. */
const asked = (simulator: Simulator) =>
  simulator.requests().filter(({ completionTokens }) => completionTokens === osl);

const only = (rows: readonly LoadRow[]) => (rows.length === 1 ? rows[0]! : assert.fail());
const codes = ({ cautions }: LoadRow) => cautions.map(({ code }) => code);

describe("a load test", () => {
  it("agrees with the endpoint's own record", () =>
    withSimulator({ profile: "fim-7b" }, async (simulator) => {
      const { document } = await runAll(requestFor(simulator.url));
      const row = only(document.rows);
      const records = asked(simulator);
      assert.equal(records.length, 10);
      assert.deepEqual([row.n, row.promptTokens, row.completionTokens], [10, 64, osl]);
      assert.ok(records.every(({ promptTokens, task }) => promptTokens === 64 && task === "batch"));
      // The generator stands outside: what it sees takes longer, and cannot take shorter, than what happened inside.
      const spans = (of: (record: RequestRecord) => number) => distributionOf(records.map(of))!.p50;
      const ttft = spans((record) => record.firstTokenAtMs! - record.arrivedAtMs);
      assert.ok(row.ttftMs!.p50 >= ttft, `${row.ttftMs!.p50} against ${ttft}`);
      const first = Math.min(...records.map(({ arrivedAtMs }) => arrivedAtMs));
      const last = Math.max(...records.map(({ lastTokenAtMs }) => lastTokenAtMs!));
      assert.ok(row.outputTokensPerSecond! <= (10 * osl * 1000) / (last - first));
      assert.ok(row.steadyTokensPerSecond! > row.outputTokensPerSecond!);
    }));

  it("says what it asked, and how far it is", () =>
    withSimulator({}, async (simulator) => {
      const { prepared, events, document } = await runAll(
        requestFor(simulator.url, { hardware: { gpus: 4, name: "H100" }, maxNumSeqs: 1 }),
      );
      const { run } = document;
      assert.deepEqual([prepared.plannedRows, prepared.plannedRequests], [1, 10]);
      assert.deepEqual(events[0], {
        kind: "load-started",
        run,
        plannedRows: 1,
        plannedRequests: 10,
      });
      const progress = events.filter((event) => event.kind === "load-progress");
      assert.deepEqual([progress[0]?.done, progress.at(-1)?.done], [0, 10]);
      assert.equal(progress[0]?.label, "64/12 × 2");
      assert.deepEqual(events.slice(-2), [
        { kind: "load-row", row: only(document.rows) },
        { kind: "load-finished", loadTest: document },
      ]);
      assert.equal(run.route, "/v1/completions");
      assert.equal(run.promptSource, "tokenized text");
      assert.equal(run.forcesLength, true);
      assert.equal(run.server?.runningBefore, 0);
      assert.equal(run.server?.cacheConfig?.num_gpu_blocks, "32768");
      assert.equal(run.endpoint.isSimulated, true);
      assert.ok(codes(only(document.rows)).includes("queueing"));
      assert.match(document.notes.join("\n"), /simulated/);
      assert.match(document.notes.join("\n"), /hardware and max-num-seqs/);
    }));

  it("finds nothing in the prefix cache when cold, also the second time, and nearly all when warm", () =>
    withSimulator({}, async (simulator) => {
      const plan = customPlan({
        shapes: [[64, osl]],
        concurrency: [2],
        cache: ["cold", "warm"],
        requests: 10,
      });
      for (const _ of [1, 2]) {
        const { document } = await runAll(requestFor(simulator.url, { plan }));
        assert.deepEqual(
          document.rows.map(({ cache, prefixHitRate }) => [cache, prefixHitRate]),
          [
            ["cold", 0],
            ["warm", 0.75],
          ],
        );
        for (const row of document.rows) assert.ok(!codes(row).includes("cache"));
      }
    }));

  it("finds nothing in the prefix cache when the very same test runs again", () =>
    withSimulator({}, async (simulator) => {
      const request = requestFor(simulator.url);
      for (const _ of [1, 2]) {
        const { document } = await runAll(request);
        assert.equal(only(document.rows).prefixHitRate, 0);
      }
    }));

  it("keeps to the arrivals of an open loop", () =>
    withSimulator({}, async (simulator) => {
      const plan = customPlan({
        shapes: [[64, osl]],
        concurrency: [],
        rates: [500],
        cache: ["cold"],
        requests: 20,
      });
      const { load, n } = only((await runAll(requestFor(simulator.url, { plan }))).document.rows);
      assert.equal(n, 20);
      assert.ok(load.kind === "open" && load.requestsPerSecond === 500);
      assert.ok(load.peakConcurrency >= 1);
    }));

  it("leaves out rows that do not fit into the context window, and says so", () =>
    withSimulator({ maxModelLen: 100 }, async (simulator) => {
      const shapes = [
        [64, osl],
        [96, osl],
      ] as const;
      const plan = customPlan({ shapes, concurrency: [1], cache: ["cold"], requests: 2 });
      const { document } = await runAll(requestFor(simulator.url, { plan }));
      assert.equal(document.plannedRows, 1);
      assert.match(document.notes.join("\n"), /Not asked.*96\/12 × 1/);
      const tooLong = customPlan({ shapes: [[96, osl]], concurrency: [1], cache: ["cold"] });
      await assert.rejects(prepareLoadTest(requestFor(simulator.url, { plan: tooLong }), never), {
        code: "context_length",
      });
    }));

  it("says that one request is too few", () =>
    withSimulator({}, async (simulator) => {
      const plan = customPlan({
        shapes: [[64, osl]],
        concurrency: [1],
        cache: ["cold"],
        requests: 1,
      });
      const row = only((await runAll(requestFor(simulator.url, { plan }))).document.rows);
      assert.equal(row.n, 1);
      assert.deepEqual(codes(row), ["few-requests"]);
    }));

  it("counts tokens from usage where a chunk brings several, and says so", () =>
    withSimulator({ streamInterval: 4, vllmVersion: "0.8" }, async (simulator) => {
      const { document } = await runAll(requestFor(simulator.url));
      const row = only(document.rows);
      assert.equal(row.completionTokens, osl);
      assert.ok(row.tokensPerChunk! > 2, `${row.tokensPerChunk}`);
      assert.match(document.notes.join("\n"), /not between tokens/);
    }));
});

describe("an aborted load test", () => {
  it("throws the reason, frees the endpoint, and leaves the rows it has", () =>
    withSimulator({ profile: "fim-7b" }, async (simulator) => {
      const controller = new AbortController();
      const reason = new Error("enough");
      const rows: LoadRow[] = [];
      const shapes = [
        [64, osl],
        [64, 2000],
      ] as const;
      const plan = customPlan({ shapes, concurrency: [2], cache: ["cold"], requests: 2 });
      const prepared = await prepareLoadTest(requestFor(simulator.url, { plan }), never);
      const running = runLoadTest(
        prepared,
        (event) => {
          if (event.kind === "load-row") rows.push(event.row);
        },
        controller.signal,
      );
      const isLong = () =>
        simulator.requests().filter(({ completionTokens }) => completionTokens > 20);
      while (isLong().length < 2) await turn();
      controller.abort(reason);
      await assert.rejects(running, (error) => error === reason);
      while (isLong().some(({ outcome }) => outcome !== "aborted")) await turn();
      const document = loadTest.parse(interruptedLoadTest(prepared, rows));
      assert.equal(document.status, "interrupted");
      assert.deepEqual([document.rows.length, document.plannedRows], [1, 2]);
    }));

  it("asks nothing when it was aborted before", () =>
    withSimulator({}, async (simulator) => {
      const prepared = await prepareLoadTest(requestFor(simulator.url), never);
      const before = simulator.requests().length;
      const reason = new Error("too late");
      await assert.rejects(
        runLoadTest(prepared, () => assert.fail(), AbortSignal.abort(reason)),
        (error) => error === reason,
      );
      assert.equal(simulator.requests().length, before);
    }));
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
