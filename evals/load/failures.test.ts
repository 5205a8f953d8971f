import assert from "node:assert/strict";
import type { LoadEvent, LoadRow } from "../../core/protocol/load-test.ts";
import type { Fault } from "../simulator/options.ts";
import { type Simulator, type StartOptions, startSimulator } from "../simulator/server.ts";
import { type Front, withFront } from "./fronted-simulator.ts";
import { customPlan } from "./load-plan.ts";
import { type LoadRequest, prepareLoadTest, runLoadTest } from "./run-load-test.ts";

const never = new AbortController().signal;
let runs = 0;

function requestFor(url: string, more: Partial<LoadRequest> = {}): LoadRequest {
  runs += 1;
  const plan = customPlan({ shapes: [[64, 12]], concurrency: [1], cache: ["cold"], requests: 12 });
  return { id: `run ${runs}`, endpoint: { url }, plan, seed: 1, ...more };
}

async function run(request: LoadRequest, onRow: () => Promise<void> | void = () => {}) {
  const rows: LoadRow[] = [];
  const ended: Promise<void>[] = [];
  const emit = (event: LoadEvent) => {
    if (event.kind !== "load-row") return;
    rows.push(event.row);
    ended.push(Promise.resolve(onRow()));
  };
  const prepared = await prepareLoadTest(request, never);
  try {
    return { header: prepared.header, document: await runLoadTest(prepared, emit, never), rows };
  } catch (error) {
    return { header: prepared.header, error, rows };
  } finally {
    await Promise.all(ended);
  }
}

const codes = (row: LoadRow | undefined) => row?.cautions.map(({ code }) => code);

describe("a load test of an endpoint that fails now and then", () => {
  // Long enough for a busy machine, where another code than that of silence is expected.
  const patient = { firstByteMs: 20_000, stalledMs: 20_000 };
  const check = (fault: Fault, code: string, timeouts = patient) =>
    it(`${fault.kind}: ${code}`, async () => {
      // Asked for its models and probed once, and then every fourth request fails.
      const simulator = await startSimulator({ faults: [{ every: 4, ...fault }] });
      try {
        const { document } = await run(requestFor(simulator.url, { timeouts }));
        const [row] = document?.rows ?? [];
        assert.deepEqual(row?.errors, { [code]: 3 });
        assert.equal(row?.n, 9);
        assert.ok(codes(row)?.includes("errors"));
        assert.equal(row?.ttftMs?.n, 9);
      } finally {
        await simulator.close();
      }
    });
  check({ kind: "401" }, "unauthorized");
  check({ kind: "503" }, "busy");
  check({ kind: "200-error" }, "upstream");
  check({ kind: "html" }, "not_openai");
  check({ kind: "error-event" }, "upstream");
  check({ kind: "truncate" }, "stream_cut");
  check({ kind: "reset" }, "stream_cut");
  check({ kind: "refuse" }, "unreachable");
  check({ kind: "stall" }, "timeout_stalled", { ...patient, stalledMs: 300 });
  const unanswered = { kind: "slow-first-byte", after: 60_000 } as const;
  check(unanswered, "timeout_first_byte", { ...patient, firstByteMs: 300 });
});

describe("a load test of an endpoint that is not there", () => {
  const withSimulator = async (options: StartOptions, work: (simulator: Simulator) => unknown) => {
    const simulator = await startSimulator(options);
    try {
      await work(simulator);
    } finally {
      await simulator.close();
    }
  };

  it("is refused before it starts when the key is wrong", () =>
    withSimulator({ apiKey: "right" }, async ({ url }) => {
      const wrong = requestFor(url, { endpoint: { url, apiKey: "wrong" } });
      await assert.rejects(prepareLoadTest(wrong, never), { code: "unauthorized" });
      const { document } = await run(requestFor(url, { endpoint: { url, apiKey: "right" } }));
      assert.equal(document?.rows[0]?.n, 12);
    }));

  it("is refused before it starts when nothing listens", async () => {
    const simulator = await startSimulator();
    await simulator.close();
    await assert.rejects(prepareLoadTest(requestFor(simulator.url), never), { code: "refused" });
  });

  it("ends after the row in which nothing was answered any more", async () => {
    const simulator = await startSimulator();
    const shapes = [
      [64, 12],
      [64, 13],
      [64, 14],
    ] as const;
    const plan = customPlan({ shapes, concurrency: [2], cache: ["cold"], requests: 12 });
    const { error, rows } = await run(requestFor(simulator.url, { plan }), () => simulator.close());
    assert.ok(error instanceof Error && "code" in error);
    assert.equal(error.code, "refused");
    assert.deepEqual(
      rows.map(({ n }) => n),
      [12, 0],
    );
    assert.deepEqual(codes(rows[1]), ["errors", "few-requests"]);
    // It does not ask twelve times whether anybody is there.
    assert.ok((rows[1]?.errors.refused ?? 0) < 12);
  });
});

describe("a load test of a server that is not like vLLM", () => {
  const check = (
    what: string,
    front: Front,
    judge: (outcome: Awaited<ReturnType<typeof run>>) => void,
  ) =>
    it(what, () =>
      withFront(front, {}, async (url) => {
        const outcome = await run(requestFor(url));
        assert.equal(outcome.error, undefined);
        judge(outcome);
      }),
    );
  const refusal = (message: string) => ({
    status: 400,
    body: { error: { message, type: "BadRequestError", param: null, code: 400 } },
  });
  const absent = { status: 404, body: { detail: "Not Found" } };

  check(
    "that takes no ignore_eos",
    { refuse: (_path, body) => ("ignore_eos" in body ? refusal("Unknown field") : undefined) },
    ({ header, document }) => {
      assert.equal(header.forcesLength, false);
      assert.equal(header.promptSource, "tokenized text");
      assert.match(document?.notes.join("\n") ?? "", /does not take ignore_eos/);
      const [row] = document?.rows ?? [];
      assert.ok((row?.wrongLength ?? 0) > 0);
      assert.ok(codes(row)?.includes("wrong-length"));
    },
  );
  check("that sends no usage", { keeps: (event) => !event.includes('"usage"') }, ({ document }) => {
    const [row] = document?.rows ?? [];
    assert.deepEqual([row?.n, row?.ttftMs?.n], [12, 12]);
    assert.equal(row?.outputTokensPerSecond, undefined);
    assert.ok(codes(row)?.includes("no-usage"));
  });
  check(
    "that refuses stream_options",
    {
      refuse: (_path, body) =>
        "stream_options" in body || "ignore_eos" in body ? refusal("Unknown field") : undefined,
    },
    ({ document }) => assert.ok(codes(document?.rows[0])?.includes("no-usage")),
  );
  check(
    "that does not tokenize",
    { refuse: (path) => (path === "/tokenize" ? absent : undefined) },
    ({ header, document }) => {
      assert.equal(header.promptSource, "random token ids");
      assert.equal(document?.rows[0]?.promptTokens, 64);
      assert.match(document?.notes.join("\n") ?? "", /random token ids/);
    },
  );
  check(
    "that takes only chats",
    { refuse: (path) => (path === "/tokenize" || path === "/v1/completions" ? absent : undefined) },
    ({ header, document }) => {
      assert.equal(header.route, "/v1/chat/completions");
      assert.equal(header.promptSource, "chat text");
      const [row] = document?.rows ?? [];
      assert.ok(codes(row)?.includes("wrong-prompt-length"));
      // The length is measured on the endpoint and not guessed.
      assert.ok(Math.abs((row?.promptTokens ?? 0) - 64) < 16, `${row?.promptTokens}`);
    },
  );
  check(
    "that shows no metrics",
    { refuse: (path) => (path === "/metrics" ? absent : undefined) },
    ({ header, document }) => {
      assert.equal(header.server, undefined);
      assert.equal(document?.rows[0]?.prefixHitRate, undefined);
    },
  );
  it("that answers with a redirect, which is not followed", () =>
    withFront(
      { refuse: (_path, body) => ("stream" in body ? { status: 307, body: {} } : undefined) },
      {},
      (url) => assert.rejects(prepareLoadTest(requestFor(url), never), { code: "not_openai" }),
    ));
  it("that takes no request at all", () =>
    withFront(
      { refuse: (_path, body) => ("stream" in body ? refusal("No.") : undefined) },
      {},
      (url) => assert.rejects(prepareLoadTest(requestFor(url), never), { code: "bad_request" }),
    ));
});
