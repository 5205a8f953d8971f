import assert from "node:assert/strict";
import { ModelError } from "../../core/model/errors.ts";
import { EndpointLost } from "../runner/run.ts";
import { failureWatch } from "./failure-watch.ts";
import { failureOf } from "./hole-result.ts";

const quoted = "const key = 'abc'";

function check(error: unknown, code: string) {
  const failure = failureOf({ outcome: "failed", error });
  assert.equal(failure?.code, code);
  assert.doesNotMatch(failure?.message ?? "", /abc/);
}

describe("failureOf", () => {
  for (const code of ["bad_request", "context_length", "upstream", "bad_response"] as const) {
    it(`repeats nothing of what the server says with ${code}`, () =>
      check(new ModelError(code, { detail: quoted }), code));
  }
  it("repeats nothing of any other error", () => check(new Error(quoted), "failed"));
  it("takes an empty answer for no failure", () =>
    assert.equal(failureOf({ outcome: "empty", error: undefined }), undefined));
});

describe("failureWatch", () => {
  const watched = (codes: readonly (string | undefined)[]) => {
    const watch = failureWatch();
    let told = 0;
    try {
      for (const code of codes) {
        told += 1;
        watch(code === undefined ? undefined : { code, message: "It failed." });
      }
    } catch (error) {
      assert.ok(error instanceof EndpointLost);
      return { told, code: error.code };
    }
    return { told };
  };
  const checkWatch = (codes: (string | undefined)[], expected: { told: number; code?: string }) =>
    assert.deepEqual(watched(codes), expected);

  it("gives up after three in a row", () =>
    checkWatch(["refused", "busy", "refused", "refused"], { told: 3, code: "refused" }));
  it("begins anew with every answer", () =>
    checkWatch(["refused", "refused", undefined, "refused", "refused"], { told: 5 }));
  it("gives up at once where nothing will be answered", () =>
    checkWatch([undefined, "unauthorized", undefined], { told: 2, code: "unauthorized" }));
  it("asks on where one question was refused", () =>
    checkWatch(Array(5).fill("context_length"), { told: 5 }));
});
