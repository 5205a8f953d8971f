import assert from "node:assert/strict";
import type { LoadHeader, LoadRow } from "../../core/protocol/load-test.ts";
import { buildRow } from "./build-row.ts";
import type { RowPlan } from "./load-plan.ts";
import { notesOf } from "./notes.ts";
import { every, sampleOf } from "./sample-of.ts";

const header: LoadHeader = {
  id: "one",
  startedAt: "2026-01-02T03:04:05Z",
  endpoint: { url: "http://gpu1:8000/v1", model: "m", isSimulated: false },
  profile: "custom",
  route: "/v1/completions",
  promptSource: "tokenized text",
  forcesLength: true,
  seed: 1,
};

const plan: RowPlan = {
  isl: 512,
  osl: 21,
  cache: "cold",
  load: { kind: "closed", concurrency: 1 },
  requests: 1,
};

function row(more: Partial<RowPlan> = {}, tokens = 21): LoadRow {
  return buildRow({
    plan: { ...plan, ...more },
    samples: [sampleOf({ deltas: every(10, 100, tokens) })],
    peakConcurrency: 1,
    generator: { lagP99Ms: 1, lagMaxMs: 2, cpu: 0.1 },
    before: undefined,
    server: undefined,
    maxNumSeqs: undefined,
    promptSource: "tokenized text",
    isProxied: false,
  });
}

function check(what: string, rows: LoadRow[], said: RegExp, unsaid?: RegExp) {
  it(what, () => {
    const notes = notesOf({ header, rows, leftOut: [] }).join("\n");
    assert.match(notes, said);
    if (unsaid !== undefined) assert.doesNotMatch(notes, unsaid);
  });
}

describe("the notes of a load test", () => {
  const isNew = /each prompt begins with tokens that no other has/;
  check("cold prompts are new", [row()], isNew, /warm/);
  check("warm prompts are not", [row({ cache: "warm" })], /sent before/, isNew);
  check("both", [row(), row({ cache: "warm" })], /in a cold row.*\n.*in a warm row/i);
  const forced = /Every answer is forced/;
  check("answers as long as asked", [row()], forced);
  check(
    "a server that takes ignore_eos and does not heed it",
    [row({}, 7)],
    /not always heed/,
    forced,
  );
  const open = { kind: "open", requestsPerSecond: 2 } as const;
  check("an open loop counts from when a request was due", [row({ load: open })], /was due/);
  check("a closed one does not", [row()], forced, /was due/);
});
