// What may go wrong between the gateway and an upstream before the first byte of an answer, as one table: whether another
// upstream may be asked instead, and whether it speaks against this one. It does not know who retries, or how often.

export const failureReasons = [
  "unreachable",
  "tls",
  "reset",
  "not_http",
  "busy",
  "error",
  "timeout",
  "closed",
  "other",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** `retry`: elsewhere. `counts`: towards opening the circuit. */
type Failure = { reason: FailureReason; retry: boolean; counts: boolean };

const failures = {
  unreachable: { reason: "unreachable", retry: true, counts: true },
  tls: { reason: "tls", retry: true, counts: true },
  reset: { reason: "reset", retry: true, counts: true },
  not_http: { reason: "not_http", retry: true, counts: true },
  // 503 and 429 are how vLLM and routers before it say that their queue is full: a busy engine is a living one, and
  // without it all its load would fall on its neighbours. A dead engine says 503 at /health too, and there it counts.
  busy: { reason: "busy", retry: true, counts: false },
  // A proxy that has lost its server: the request was not the cause.
  gateway: { reason: "error", retry: true, counts: true },
  // The request itself may be the cause, and must not take down one engine after the other. It counts because an engine
  // that fails fast looks idle and would draw all the traffic.
  error: { reason: "error", retry: false, counts: true },
  // It has used up the time of whoever waits for it; elsewhere the same prompt would take as long.
  timeout: { reason: "timeout", retry: false, counts: true },
  // The configuration dropped this upstream between choosing and sending.
  closed: { reason: "closed", retry: true, counts: false },
  other: { reason: "other", retry: false, counts: false },
} as const satisfies Record<string, Failure>;

const statuses: Readonly<Record<number, Failure>> = {
  429: failures.busy,
  502: failures.gateway,
  503: failures.busy,
  504: failures.gateway,
};

const codes: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ["ECONNREFUSED", failures.unreachable],
  ["EHOSTUNREACH", failures.unreachable],
  ["EHOSTDOWN", failures.unreachable],
  ["ENETUNREACH", failures.unreachable],
  ["ENETDOWN", failures.unreachable],
  ["ENOTFOUND", failures.unreachable],
  ["EAI_AGAIN", failures.unreachable],
  ["EAI_FAIL", failures.unreachable],
  ["EAI_NODATA", failures.unreachable],
  ["ETIMEDOUT", failures.unreachable],
  ["UND_ERR_CONNECT_TIMEOUT", failures.unreachable],
  ["ECONNRESET", failures.reset],
  ["ECONNABORTED", failures.reset],
  ["EPIPE", failures.reset],
  ["UND_ERR_SOCKET", failures.reset],
  ["UND_ERR_HEADERS_OVERFLOW", failures.not_http],
  ["UND_ERR_HEADERS_TIMEOUT", failures.timeout],
  ["UND_ERR_BODY_TIMEOUT", failures.timeout],
  ["upstream_timeout", failures.timeout],
  ["UND_ERR_CLOSED", failures.closed],
  ["UND_ERR_DESTROYED", failures.closed],
]);

/** Whether another upstream may be asked, as long as the client has no byte of an answer. */
export function isRetryable(statusOrCode: number | string): boolean {
  return failureOf(statusOrCode).retry;
}

/** Whether it is reported to the upstream as `failed`. */
export function countsAgainst(statusOrCode: number | string): boolean {
  return failureOf(statusOrCode).counts;
}

/** One of few words, for metrics and logs. */
export function failureReason(statusOrCode: number | string): FailureReason {
  return failureOf(statusOrCode).reason;
}

/** Whether there was no connection yet, so that nothing of a request can have left. */
export function isUnsent(error: unknown): boolean {
  const code = errorCode(error);
  if (failureReason(code) !== "unreachable") return false;
  return neverConnected.has(code) || isOfConnecting(error);
}

/** The others can also end a connection that was there. */
const neverConnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function isOfConnecting(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "connect";
}

/** The code of what undici or a socket threw, looked for along its causes; `unknown` when nothing has one. */
export function errorCode(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    if ("code" in current && typeof current.code === "string") return current.code;
    current = current.cause;
  }
  return "unknown";
}

function failureOf(what: number | string): Failure {
  if (typeof what === "number") {
    return statuses[what] ?? (what >= 500 ? failures.error : failures.other);
  }
  return codes.get(what) ?? familyOf(what);
}

function familyOf(code: string): Failure {
  if (code.startsWith("HPE_")) return failures.not_http;
  return tlsCodes.test(code) ? failures.tls : failures.other;
}

const tlsCodes =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$|EPROTO$)/;
