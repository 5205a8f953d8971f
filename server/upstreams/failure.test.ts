import assert from "node:assert/strict";
import {
  countsAgainst,
  errorCode,
  type FailureReason,
  failureReason,
  isRetryable,
  isUnsent,
} from "./failure.ts";

type Expected = { retry: boolean; counts: boolean; reason: FailureReason };

function check(what: number | string, reason: FailureReason, flags: string) {
  it(`${what}: ${reason}${flags === "" ? "" : `, ${flags}`}`, () => {
    const got: Expected = {
      retry: isRetryable(what),
      counts: countsAgainst(what),
      reason: failureReason(what),
    };
    const expected = { retry: flags.includes("retry"), counts: flags.includes("counts"), reason };
    assert.deepEqual(got, expected);
  });
}

describe("failures of upstreams", () => {
  check("ECONNREFUSED", "unreachable", "retry counts");
  check("ENOTFOUND", "unreachable", "retry counts");
  check("UND_ERR_CONNECT_TIMEOUT", "unreachable", "retry counts");
  check("ECONNRESET", "reset", "retry counts");
  check("UND_ERR_SOCKET", "reset", "retry counts");
  check("HPE_INVALID_CONSTANT", "not_http", "retry counts");
  check("DEPTH_ZERO_SELF_SIGNED_CERT", "tls", "retry counts");
  check("ERR_TLS_CERT_ALTNAME_INVALID", "tls", "retry counts");
  check(502, "error", "retry counts");
  check(504, "error", "retry counts");
  // The engine is busy, not dead.
  check(503, "busy", "retry");
  check(429, "busy", "retry");
  // The request may be the cause.
  check(500, "error", "counts");
  check(501, "error", "counts");
  check("upstream_timeout", "timeout", "counts");
  check("UND_ERR_CLOSED", "closed", "retry");
  // What a client did, or what was never sent.
  for (const status of [400, 401, 404, 413, 422, 499]) check(status, "other", "");
  check("UND_ERR_ABORTED", "other", "");
  check("ABORT_ERR", "other", "");
  check("EMFILE", "other", "");
  check("constructor", "other", "");
});

describe("errorCode", () => {
  const socket = Object.assign(new Error("a"), { code: "ECONNRESET" });
  it("is that of the error", () => assert.equal(errorCode(socket), "ECONNRESET"));
  it("is that of a cause", () => {
    assert.equal(errorCode(new Error("b", { cause: socket })), "ECONNRESET");
  });
  it("is unknown otherwise", () => {
    const circular = new Error("c");
    circular.cause = circular;
    for (const error of [new Error("d"), undefined, "ECONNRESET", circular]) {
      assert.equal(errorCode(error), "unknown");
    }
  });
});

describe("isUnsent", () => {
  for (const [code, syscall, expected] of [
    ["ECONNREFUSED", undefined, true],
    ["UND_ERR_CONNECT_TIMEOUT", undefined, true],
    ["ETIMEDOUT", "connect", true],
    ["EHOSTUNREACH", "connect", true],
    // What was sent was never confirmed.
    ["ETIMEDOUT", "read", false],
    ["EHOSTUNREACH", "write", false],
    ["ECONNRESET", "connect", false],
    ["UND_ERR_SOCKET", undefined, false],
  ] as const) {
    it(`is ${expected} for ${code} of ${syscall ?? "no call"}`, () => {
      assert.equal(isUnsent(Object.assign(new Error("x"), { code, syscall })), expected);
    });
  }
});
