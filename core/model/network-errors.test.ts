import assert from "node:assert/strict";
import type { ModelErrorCode } from "./errors.ts";
import { errorFromNetwork } from "./network-errors.ts";

const coded = (code: string) => Object.assign(new Error("message"), { code });
const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });

describe("errorFromNetwork", () => {
  const check = (cause: unknown, code: ModelErrorCode, name = String(cause)) =>
    it(`takes ${name} for ${code}`, () =>
      assert.equal(errorFromNetwork(cause, "gpu1:8000", false).code, code));
  for (const [code, expected] of [
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "refused"],
    ["ECONNRESET", "unreachable"],
    ["EPIPE", "unreachable"],
    ["EHOSTUNREACH", "unreachable"],
    ["UND_ERR_CONNECT_TIMEOUT", "unreachable"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["EPROTO", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["HPE_INVALID_CONSTANT", "not_openai"],
    ["UND_ERR_HEADERS_TIMEOUT", "timeout_first_byte"],
    ["UND_ERR_BODY_TIMEOUT", "timeout_first_byte"],
  ] as const) {
    check(fetchFailed(coded(code)), expected, code);
  }
  check(
    fetchFailed(new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")])),
    "refused",
    "a host with two addresses that both refuse",
  );
  check(
    fetchFailed(Object.assign(new Error("x"), { name: "HTTPParserError", code: undefined })),
    "not_openai",
    "a parser's error without a code",
  );
  check(new TypeError("net::ERR_FAILED"), "unreachable", "an error without a code");
  check("text", "unreachable", "something that is no error");

  it("takes whatever happens after the start for a cut stream", () =>
    assert.equal(errorFromNetwork(coded("ECONNRESET"), "gpu1:8000", true).code, "stream_cut"));
  it("takes silence in the middle for a stall", () => {
    const cause = fetchFailed(coded("UND_ERR_BODY_TIMEOUT"));
    assert.equal(errorFromNetwork(cause, "gpu1:8000", true).code, "timeout_stalled");
  });
  it("names the host without its port when the name is unknown", () =>
    assert.equal(
      errorFromNetwork(coded("ENOTFOUND"), "gpu1:8000", false).summary,
      "The host name gpu1 could not be resolved.",
    ));
  it("names what is wrong with a certificate", () =>
    assert.match(
      errorFromNetwork(coded("CERT_HAS_EXPIRED"), "gpu1:443", false).summary,
      /gpu1:443 \(CERT_HAS_EXPIRED\)/,
    ));
  it("survives causes in a circle", () => {
    const circle = new Error("a");
    circle.cause = circle;
    assert.equal(errorFromNetwork(circle, "gpu1:8000", false).code, "unreachable");
  });
});
