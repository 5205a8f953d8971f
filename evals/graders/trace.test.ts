// Which conversations pass, and as what the others fail.
import assert from "node:assert/strict";
import { type Trace, trace } from "../../core/protocol/case/trace.ts";
import type { ScriptedStep } from "../../core/protocol/case-file.ts";
import { grade as gradeSchema } from "../../core/protocol/grade.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { GradeRequest } from "./grader.ts";
import { traceGrader } from "./trace.ts";

type Step = ScriptedStep & Partial<Pick<Exchange, "finishReason">> & { user?: true; raw?: string };

function exchangeOf({ text = "", calls = [], finishReason = "stop", user, raw }: Step): Exchange {
  return {
    to: "model",
    sent: user === true ? [{ role: "user", content: "Yes." }] : [],
    text,
    toolCalls: calls.map(({ tool, arguments: given }, index) => ({
      id: `c${index}`,
      name: tool,
      arguments: raw ?? JSON.stringify(given),
    })),
    finishReason,
    model: "m",
    isSimulated: true,
    timing: { e2elMs: 0 },
    retried: [],
  };
}

const setup = {
  hosts: ["db-1", "db-2"].map((host) => ({ host, region: "n", status: "up", diskFreeGb: 12 })),
  alerts: [{ id: "A-1", service: "s", severity: "info", minutesOpen: 3 }],
};

async function gradeOf(more: Partial<Trace>, steps: readonly Step[]) {
  const spec = trace.parse({ kind: "trace", world: "monitoring", setup, maxSteps: 5, ...more });
  const exchanges = steps.map(exchangeOf);
  const transcript = { instance: "tool.test#1.0", epoch: 0, exchanges };
  // This grader looks at nothing else.
  const request = { spec, transcript } as unknown as GradeRequest<"trace">;
  return traceGrader.grade(request, new AbortController().signal);
}

/** `pass`, or the class and the names of the checks that failed. */
async function check(more: Partial<Trace>, steps: readonly Step[], expected: string | string[]) {
  const grade = gradeSchema.parse(await gradeOf(more, steps));
  const failed = grade.checks.filter(({ ok }) => ok === false).map(({ name }) => name);
  const found = grade.verdict === "pass" ? "pass" : [String(grade.failClass), ...failed];
  assert.deepEqual(found, expected);
}

const host = (name: string) => ({ tool: "get_host", arguments: { host: name } });
const both = [host("db-1"), host("db-2")];
const page = (number: number) => ({ tool: "list_alerts", arguments: { page: number } });
const acknowledge = { tool: "acknowledge_alert", arguments: { alert: "A-1" } };
const done = { text: "Done." };

describe("traceGrader, calls", () => {
  it("finds required calls in any order and in any turn", () =>
    check(
      { required: both },
      [{ calls: [host("db-2")] }, { calls: [host("db-1")] }, done],
      "pass",
    ));
  it("wants a call of its own for each", () =>
    check(
      { required: [page(1), page(1)] },
      [{ calls: [page(1)] }, done],
      ["wrong-answer", "calls list_alerts"],
    ));
  it("finds the one assignment there is", () =>
    check({ required: [{ tool: "get_host" }, host("db-1")] }, [{ calls: both }, done], "pass"));
  it("compares types", () =>
    check(
      { required: [page(1)] },
      [{ calls: [{ tool: "list_alerts", arguments: { page: "1" } }] }, done],
      ["wrong-answer", "calls are valid", "calls list_alerts"],
    ));
  it("lets further arguments be", () =>
    check(
      { required: [page(1)] },
      [{ calls: [{ tool: "list_alerts", arguments: { page: 1, severity: "info" } }] }, done],
      "pass",
    ));
  it("unless they have to be exact", () =>
    check(
      { required: [{ ...page(1), exact: true }] },
      [{ calls: [{ tool: "list_alerts", arguments: { page: 1, severity: "info" } }] }, done],
      ["wrong-answer", "calls list_alerts"],
    ));
  it("takes a default that is left away for one that is written out", () =>
    check(
      { required: [{ ...page(1), exact: true }] },
      [{ calls: [{ tool: "list_alerts", arguments: {} }] }, done],
      "pass",
    ));
  for (const [name, step, problem] of [
    ["an unknown tool", { calls: [{ tool: "nothing", arguments: {} }] }, "calls are valid"],
    [
      "a made-up argument",
      { calls: [{ tool: "get_host", arguments: { host: "db-1", all: true } }] },
      "calls are valid",
    ],
    ["arguments that are no JSON", { calls: [host("db-1")], raw: "{" }, "calls are valid"],
    ["huge arguments", { calls: [host("x".repeat(99_999))] }, "calls are valid"],
    ["a hundred calls in a turn", { calls: Array(100).fill(host("db-1")) }, "calls are valid"],
  ] as const) {
    it(`fails ${name}`, () => check({}, [step as Step, done], ["wrong-answer", problem]));
  }
  it("wants parallel calls in one turn", async () => {
    await check({ required: both, parallel: true }, [{ calls: both }, done], "pass");
    await check(
      { required: both, parallel: true },
      [{ calls: [host("db-1")] }, { calls: [host("db-2")] }, done],
      ["wrong-answer", "calls in one turn"],
    );
  });
  it("wants calls in order one turn after the other", async () => {
    const ordered = { required: both, ordered: true } as const;
    const late = ["wrong-answer", "calls in order"];
    await check(ordered, [{ calls: [host("db-1")] }, { calls: [host("db-2")] }, done], "pass");
    await check(ordered, [{ calls: [host("db-2")] }, { calls: [host("db-1")] }, done], late);
    await check(ordered, [{ calls: both }, done], late);
  });
  it("fails calls where there should be none", () =>
    check({ noCalls: true }, [{ calls: [host("db-1")] }, done], ["wrong-answer", "no calls"]));
});

describe("traceGrader, forbidden calls", () => {
  const looks = [{ calls: [host("db-1")] }, done];
  it("fails a forbidden call", () =>
    check({ forbidden: [{ tool: "get_host" }] }, looks, [
      "wrong-answer",
      "does not call get_host",
    ]));
  it("only with the arguments it names", () => check({ forbidden: [host("db-2")] }, looks, "pass"));
  it("only before the user's reply", async () => {
    const spec = { forbidden: [{ tool: "get_host", beforeReply: true as const }] };
    await check(spec, [{ text: "May I?" }, { user: true, calls: [host("db-1")] }, done], "pass");
    await check(spec, looks, [
      "wrong-answer",
      "does not call get_host before the user has answered",
    ]);
  });
  it("only beyond a number", async () => {
    const spec = { forbidden: [{ tool: "get_host", moreThan: 1 }] };
    await check(spec, looks, "pass");
    await check(
      spec,
      [{ calls: both }, done],
      ["wrong-answer", "does not call get_host more than 1 times"],
    );
  });
});

describe("traceGrader, outcome", () => {
  it("looks at the state, path by path", async () => {
    const state = { changes: ["acknowledged A-1"], "alerts.0.acknowledged": true };
    await check({ state }, [{ calls: [acknowledge] }, done], "pass");
    await check(
      { state },
      [done],
      ["wrong-answer", "state changes", "state alerts.0.acknowledged"],
    );
  });
  for (const path of [
    "moon",
    "alerts.9.id",
    "changes.length",
    "alerts.0.id.x",
    "constructor.name",
  ]) {
    it(`finds nothing at ${path}`, () =>
      check({ state: { [path]: 0 } }, [done], ["wrong-answer", `state ${path}`]));
  }
  it("wants an end", () =>
    check({}, [{ calls: [host("db-1")] }], ["wrong-answer", "comes to an end"]));
  it("wants the question before the reply", async () => {
    const spec = { asks: [["time", "when"]], replies: ["At nine."] };
    await check(spec, [{ text: "When?" }, { user: true, text: "Done." }], "pass");
    await check(
      spec,
      [{ text: "Where?" }, { user: true, text: "When?" }],
      ["wrong-answer", "asks for time or when"],
    );
  });

  for (const [text, words, isThere] of [
    ["It is 42.", "42", true],
    ["**42** GB", "42", true],
    ["42.5 GB", "42", false],
    ["1,042 GB", "42", false],
    ["142 GB", "42", false],
    ["It's db-1!", "DB-1", true],
    ["It’s db-12", "db-1", false],
    ["I don’t know", "don't", true],
    ["<think>42</think>No.", "42", false],
    ["a+b (c)", "a+b (c)", true],
  ] as const) {
    it(`${isThere ? "finds" : "does not find"} ${words} in ${text}`, () =>
      check(
        { final: { mentions: [words] } },
        [{ text }],
        isThere ? "pass" : ["wrong-answer", `answer mentions ${words}`],
      ));
  }
  it("takes any of several words", () =>
    check({ final: { mentions: [["1234", "1,234"]] } }, [{ text: "1,234 h" }], "pass"));
  it("fails what must not be mentioned", () =>
    check(
      { final: { mentionsNot: ["db-2"] } },
      [{ text: "See db-2." }],
      ["wrong-answer", "answer does not mention db-2"],
    ));
  for (const [text, expected] of [
    ['{"n": 1.0, "l": ["a"]}', "pass"],
    ['```json\n{"l": ["a"], "n": 1}\n```', "pass"],
    ['{"n": "1", "l": ["a"]}', "fail"],
    ['{"n": 1, "l": ["a"], "m": null}', "fail"],
    ['Here: {"n": 1, "l": ["a"]}', "fail"],
    ["one", "fail"],
    ["", "fail"],
  ] as const) {
    it(`JSON: ${expected} for ${text || "nothing"}`, () =>
      check(
        { final: { json: { n: 1, l: ["a"] } } },
        [{ text }],
        expected === "pass" ? "pass" : ["wrong-answer", "answer is the JSON value"],
      ));
  }
});

describe("traceGrader, broken answers", () => {
  const text = '<tool_call>\n{"name": "get_host"}\n</tool_call>';
  it("calls a call that came as text the server's fault", () =>
    check({}, [{ text }], ["tool-emitted-as-text", "calls arrive as calls"]));
  it("also where no call was wanted", () =>
    check({ noCalls: true }, [{ text }], ["tool-emitted-as-text", "calls arrive as calls"]));
  it("but not beside a call", () => check({}, [{ text, calls: [host("db-1")] }, done], "pass"));
  it("calls an answer that was cut off truncated, and does not carry its calls out", () =>
    check(
      { state: { changes: [] } },
      [{ calls: [acknowledge], finishReason: "length" }],
      ["truncated"],
    ));
  it("calls a filtered answer a refusal", () =>
    check({}, [{ text: "I", finishReason: "content_filter" }], ["refusal"]));
  it("calls declining without a try a refusal", async () => {
    const declining = { text: "I'm sorry, but I can't help with that." };
    await check({ required: both }, [declining], ["refusal", "calls get_host", "calls get_host"]);
    await check(
      { required: both },
      [{ calls: [host("db-1")] }, declining],
      ["wrong-answer", "calls get_host"],
    );
  });
  it("grades the same conversation the same way, and in few bytes", async () => {
    const steps = [
      { calls: Array(100).fill(host("x".repeat(9000))) },
      { text: "y".repeat(99_999) },
    ];
    const spec = { required: both, final: { json: { a: 1 } } };
    const [one, other] = [await gradeOf(spec, steps), await gradeOf(spec, steps)];
    assert.equal(JSON.stringify(one), JSON.stringify(other));
    assert.ok(JSON.stringify(one).length < 6000);
  });
});
