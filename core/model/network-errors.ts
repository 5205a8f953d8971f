// Names what went wrong below HTTP from the error codes of sockets, resolvers and TLS. It looks only at `code`, through
// the chain of causes, because every runtime words its messages differently.
import { ModelError, type ModelErrorCode } from "./errors.ts";

const codes: Record<string, ModelErrorCode> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  ECONNREFUSED: "refused",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  CERT_HAS_EXPIRED: "tls",
  CERT_NOT_YET_VALID: "tls",
  CERT_REVOKED: "tls",
  CERT_SIGNATURE_FAILURE: "tls",
  CERT_UNTRUSTED: "tls",
  HOSTNAME_MISMATCH: "tls",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls",
  EPROTO: "tls",
  // Node's own limits, five minutes each, which a patient caller can only raise in the fetch it passes.
  UND_ERR_HEADERS_TIMEOUT: "timeout_first_byte",
  UND_ERR_BODY_TIMEOUT: "timeout_stalled",
};

/** @param hasStarted whether part of an answer had already arrived */
export function errorFromNetwork(cause: unknown, host: string, hasStarted: boolean): ModelError {
  const chain = codesOf(cause);
  if (hasStarted) {
    const isTimeout = chain.some((code) => codes[code] === "timeout_stalled");
    return new ModelError(isTimeout ? "timeout_stalled" : "stream_cut", { cause });
  }
  for (const code of chain) {
    const known = codes[code] ?? family(code);
    if (known === "timeout_first_byte" || known === "timeout_stalled") {
      return new ModelError("timeout_first_byte", { cause });
    }
    if (known === "dns") return new ModelError("dns", { detail: host.replace(/:\d+$/, ""), cause });
    if (known === "tls") return new ModelError("tls", { detail: `${host} (${code})`, cause });
    if (known !== undefined) return new ModelError(known, { detail: host, cause });
  }
  const [code] = chain;
  return new ModelError("unreachable", {
    detail: code === undefined ? host : `${host} (${code})`,
    cause,
  });
}

function family(code: string): ModelErrorCode | undefined {
  // The port speaks something, but not HTTP.
  if (code.startsWith("HPE_")) return "not_openai";
  if (code.startsWith("ERR_SSL_")) return "tls";
  return undefined;
}

/** The codes of an error, its causes and, for a host with several addresses, of every attempt; outermost first. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 8) return [];
  const attempts = error instanceof AggregateError ? error.errors : [];
  return [
    ...codeOf(error),
    ...[error.cause, ...attempts].flatMap((inner) => codesOf(inner, depth + 1)),
  ];
}

function codeOf(error: Error): string[] {
  if ("code" in error && typeof error.code === "string") return [error.code];
  // Node's fetch gives its parser's errors a name, but a code only for some of them.
  return error.name === "HTTPParserError" ? ["HPE_INVALID"] : [];
}
