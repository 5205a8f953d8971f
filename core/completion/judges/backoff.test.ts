import assert from "node:assert/strict";
import { ModelError, type ModelErrorCode } from "../../model/errors.ts";
import { type Backoff, createBackoff } from "./backoff.ts";

type Deed = ModelErrorCode | "succeeded" | "abandoned" | "reset" | "asked";
type Step = [at: number, deed: Deed];

function backoffAfter(steps: Step[], at: number): Backoff {
  let time = 0;
  const backoff = createBackoff({ now: () => time });
  for (const [stepAt, deed] of steps) {
    time = stepAt;
    if (deed === "asked") backoff.mayAsk();
    else if (deed === "succeeded" || deed === "abandoned" || deed === "reset") backoff[deed]();
    else backoff.failed(new ModelError(deed));
  }
  time = at;
  return backoff;
}

/** Whether a request may go at that moment. */
function check(steps: Step[], at: number, expected: boolean) {
  assert.equal(backoffAfter(steps, at).mayAsk(), expected);
}

function checkWaits(code: ModelErrorCode, expected: number[]) {
  let time = 0;
  const backoff = createBackoff({ now: () => time });
  const waits = expected.map(() => {
    backoff.failed(new ModelError(code));
    const { waitMs } = backoff.state();
    time += waitMs;
    assert.equal(backoff.mayAsk(), true);
    return waitMs;
  });
  assert.deepEqual(waits, expected);
}

describe("createBackoff", () => {
  it("lets everything through while nothing fails", () =>
    check(
      [
        [0, "asked"],
        [0, "asked"],
      ],
      0,
      true,
    ));
  it("doubles from a second to a minute", () =>
    checkWaits("unreachable", [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]));
  for (const code of ["unauthorized", "model_not_found", "bad_request", "tls"] as const) {
    it(`waits a minute after ${code}`, () => checkWaits(code, [60_000, 60_000]));
  }
  it("waits to the end", () => check([[0, "refused"]], 999, false));
  it("lets one request through after the wait", () => check([[0, "refused"]], 1000, true));
  it("lets only one through", () =>
    check(
      [
        [0, "refused"],
        [1000, "asked"],
      ],
      1001,
      false,
    ));
  it("lets another through when that one was aborted", () =>
    check(
      [
        [0, "refused"],
        [1000, "asked"],
        [1040, "abandoned"],
      ],
      1041,
      true,
    ));
  it("lets another through when nothing was heard of that one", () =>
    check(
      [
        [0, "refused"],
        [1000, "asked"],
      ],
      11_000,
      true,
    ));
  it("opens when that one succeeds", () => {
    const backoff = backoffAfter(
      [
        [0, "refused"],
        [1000, "asked"],
        [1090, "succeeded"],
      ],
      1090,
    );
    assert.deepEqual(backoff.state(), { failuresInARow: 0, waitMs: 0 });
    assert.deepEqual([backoff.mayAsk(), backoff.mayAsk()], [true, true]);
  });
  it("starts at a second again after a success", () => {
    const steps: Step[] = [
      [0, "unauthorized"],
      [10, "succeeded"],
      [20, "busy"],
    ];
    assert.deepEqual(backoffAfter(steps, 20).state(), {
      failuresInARow: 1,
      waitMs: 1000,
      code: "busy",
    });
  });
  it("forgets what failed before a change", () =>
    check(
      [
        [0, "unauthorized"],
        [10, "reset"],
      ],
      10,
      true,
    ));
  it("counts requests that fail together as one failure", () => {
    const steps: Step[] = [
      [0, "busy"],
      [0, "busy"],
      [5, "busy"],
    ];
    assert.deepEqual(backoffAfter(steps, 5).state(), {
      failuresInARow: 1,
      waitMs: 1000,
      code: "busy",
    });
  });
  it("says how long it still waits", () =>
    assert.deepEqual(backoffAfter([[0, "dns"]], 400).state(), {
      failuresInARow: 1,
      waitMs: 600,
      code: "dns",
    }));
});
