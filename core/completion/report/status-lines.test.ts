import assert from "node:assert/strict";
import type { GuardVerdict } from "../judges/routing-guard.ts";
import { createLatencyBook } from "./latency.ts";
import { type CompletionState, type StatusFacts, statusLines } from "./status-lines.ts";

const guard: GuardVerdict = {
  state: "paused",
  p50Ms: 1608,
  isAtLeast: false,
  n: 12,
  leastRequests: 10,
  maxTtftMs: 200,
  isAnyway: false,
};
const unmeasured: GuardVerdict = {
  state: "measuring",
  isAtLeast: false,
  n: 0,
  leastRequests: 10,
  maxTtftMs: 200,
  isAnyway: false,
};
const error = {
  summary: "Nothing is listening at gpu1:8000.",
  remedy: "Check the port.",
};

function check(completion: CompletionState, expected: string) {
  assert.equal(statusLines({ completion }).short, expected);
}

describe("statusLines", () => {
  it("says with figures why completion is paused", () =>
    check(
      { state: "paused", guard },
      "Completion paused: TTFT p50 1,608 ms over 12 requests, limit 200 ms.",
    ));
  it("says that a median can only be higher", () =>
    check(
      { state: "paused", guard: { ...guard, p50Ms: 450, isAtLeast: true } },
      "Completion paused: TTFT p50 at least 450 ms over 12 requests, limit 200 ms.",
    ));
  it("rounds no figure down to its limit", () =>
    check(
      { state: "paused", guard: { ...guard, p50Ms: 200.3 } },
      "Completion paused: TTFT p50 200.3 ms over 12 requests, limit 200 ms.",
    ));
  it("says that it is on and how fast", () =>
    check(
      { state: "on", guard: { ...guard, p50Ms: 90, n: 1 } },
      "Completion is on: TTFT p50 90 ms over 1 request, limit 200 ms.",
    ));
  it("says that it is on before anything was measured", () =>
    check({ state: "on", guard: unmeasured }, "Completion is on; nothing was measured yet."));
  it("says that it is on against the figures", () =>
    check(
      { state: "on", guard: { ...guard, state: "open", isAnyway: true } },
      "Completion is on, though slow: TTFT p50 1,608 ms over 12 requests, limit 200 ms.",
    ));
  it("says how far the proof is", () => {
    check(
      { state: "proving", guard: unmeasured },
      "Completion waits for proof that its model is fast enough: 0 of 10 requests measured.",
    );
    check(
      { state: "proving", guard: { ...guard, n: 4 } },
      "Completion waits for proof that its model is fast enough: 4 of 10 requests measured, TTFT p50 1,608 ms over 4 requests, limit 200 ms.",
    );
  });
  it("says why it is off", () => {
    check({ state: "off" }, "Completion is off.");
    check(
      { state: "off", why: "tandem.completion.languages leaves out yaml." },
      "Completion is off: tandem.completion.languages leaves out yaml.",
    );
  });
  it("says why it has no model", () =>
    check(
      { state: "no_model", why: "No model is routed to inline completion." },
      "Completion has no model: No model is routed to inline completion.",
    ));
  it("says that it is connecting", () =>
    check({ state: "connecting" }, "Completion: connecting to its model."));
  it("says until when it is snoozed", () => {
    check({ state: "snoozed" }, "Completion is snoozed.");
    check({ state: "snoozed", until: "14:30" }, "Completion is snoozed until 14:30.");
  });
  it("says what is wrong with the answers", () =>
    check(
      { state: "suspicious", suspicion: { kind: "fences", seen: 3, of: 5 } },
      "Completion looks wrong: 3 of the last 5 answers were Markdown instead of code.",
    ));
  it("says what fails", () =>
    check(
      { state: "failing", backoff: { failuresInARow: 1, waitMs: 1000 }, error },
      "Completion is failing: Nothing is listening at gpu1:8000.",
    ));
});

describe("the hover", () => {
  function checkHover(facts: StatusFacts, expected: string) {
    const { hover } = statusLines(facts);
    assert.ok(hover.includes(expected), `${expected}\nis not in\n${hover}`);
  }
  const on: CompletionState = { state: "on", guard: unmeasured };
  const model = { name: "fim-7b", endpoint: "gpu", family: "qwen", isSimulated: false };

  it("begins with the state", () =>
    assert.match(statusLines({ completion: on }).hover, /^Completion is on; nothing/));
  it("says what to do, and when the next try is", () =>
    checkHover(
      { completion: { state: "failing", backoff: { failuresInARow: 3, waitMs: 3001 }, error } },
      "Check the port. 3 failures in a row; the next try is in 4 seconds.",
    ));
  it("says when typing tries again at once", () =>
    checkHover(
      { completion: { state: "failing", backoff: { failuresInARow: 1, waitMs: 0 }, error } },
      "1 failure in a row; typing tries again now.",
    ));
  it("names the model", () =>
    checkHover({ completion: on, model }, "Model: fim-7b at gpu, FIM family qwen"));
  it("says simulated everywhere", () => {
    const simulated = { ...model, isSimulated: true };
    checkHover(
      { completion: on, model: simulated },
      "Model: fim-7b at gpu (simulated), FIM family qwen",
    );
    assert.match(
      statusLines({ completion: on, model: simulated }).short,
      /^Completion \(simulated\) is on/,
    );
  });
  it("lets no name become Markdown", () => {
    const hostile = { ...model, name: "[x](command:evil)\n# y", endpoint: "$(flame)" };
    checkHover(
      { completion: on, model: hostile },
      "Model: \\[x\\](command:evil) \\# y at \\$(flame), FIM family qwen",
    );
    const why = "<b>|`no`|</b>";
    checkHover({ completion: { state: "no_model", why } }, "\\<b\\>\\|\\`no\\`\\|\\</b\\>");
  });
  it("has the figures", () => {
    const summary = createLatencyBook().summary();
    checkHover({ completion: on, summary }, "| TTFT | 0 | – | – |");
    checkHover({ completion: on, summary }, "Cache hits: 0 of 0");
  });
});
