// Every way a request to a model can fail: one table of codes with what happened and what to do next.
// Nobody matches message text; callers look at `code`. Being cancelled is not in here: abort is not an error.

type Entry = {
  /** Whether the same request may succeed later without anybody changing anything. */
  isRetryable: boolean;
  /** One sentence for the user: what happened. `{detail}` is filled by the place that throws. */
  message: string;
  /** What stands for `{detail}` when nothing more is known. */
  unknown?: string;
  /** One sentence for the user: what to do next. */
  remedy: string;
};

export const modelErrors = {
  invalid_url: {
    isRetryable: false,
    message: "{detail} is not a valid endpoint URL.",
    unknown: "The address",
    remedy: "Write it like http://gpu-host:8000/v1 in the setting tandem.endpoints.",
  },
  dns: {
    isRetryable: true,
    message: "The host name {detail} could not be resolved.",
    remedy: "Check the host name in tandem.endpoints and whether this machine needs a VPN.",
  },
  refused: {
    isRetryable: true,
    message: "Nothing is listening at {detail}.",
    remedy: "Check the port, and that the server has finished loading its model.",
  },
  tls: {
    isRetryable: false,
    message: "A trusted TLS connection to {detail} is not possible.",
    remedy:
      "Install your company's CA on this machine, fix the server's certificate, or write http:// if it has none.",
  },
  unreachable: {
    isRetryable: true,
    message: "The connection to {detail} failed.",
    remedy: "Check the network, the proxy settings and that the server is running.",
  },
  timeout_first_byte: {
    isRetryable: true,
    message: "The endpoint sent nothing for {detail}.",
    unknown: "too long",
    remedy: "It may be overloaded: try again, or raise tandem.chat.timeouts.",
  },
  timeout_stalled: {
    isRetryable: true,
    message: "The answer stopped arriving for {detail}.",
    unknown: "too long",
    remedy: "The part that arrived is kept: try again, and check the server's load.",
  },
  unauthorized: {
    isRetryable: false,
    message: "The endpoint rejected the API key.",
    remedy: "Set the right key with the command Tandem: Set API Key.",
  },
  not_openai: {
    isRetryable: false,
    message: "{detail} answered, but not like an OpenAI-compatible server.",
    unknown: "The server",
    remedy: "Check the URL: vLLM's API is below /v1 of its port.",
  },
  model_not_found: {
    isRetryable: false,
    message: "The endpoint does not serve the model {detail}.",
    unknown: "that was asked for",
    remedy: "Choose one it serves with the command Tandem: Select Model.",
  },
  context_length: {
    isRetryable: false,
    message: "The request is longer than the model's context window. {detail}",
    unknown: "",
    remedy: "Select less code or start a new chat.",
  },
  busy: {
    isRetryable: true,
    message: "The endpoint is too busy to take the request.",
    remedy: "Try again in a moment.",
  },
  bad_request: {
    isRetryable: false,
    message: "The endpoint refused the request: {detail}",
    unknown: "it did not say why.",
    remedy: "Check the model's settings and the server's version with Tandem: Check Connection.",
  },
  bad_response: {
    isRetryable: true,
    message: "The endpoint sent something that is no valid answer: {detail}",
    unknown: "it cannot be read.",
    remedy: "Check that no proxy changes the traffic, then try again.",
  },
  upstream: {
    isRetryable: true,
    message: "The endpoint reported an internal error. {detail}",
    unknown: "",
    remedy: "Try again; if it stays, look at the server's log.",
  },
  stream_cut: {
    isRetryable: true,
    message: "The connection broke before the answer was complete.",
    remedy: "The part that arrived is kept: try again.",
  },
} as const satisfies Record<string, Entry>;

export type ModelErrorCode = keyof typeof modelErrors;

/** What a server says about a request that is too long, as far as it says it. In tokens. */
export type Overflow = { promptTokens?: number; contextWindow?: number };

export type ModelErrorFacts = {
  detail?: string;
  /** Where the detail is a time that passed: how long, for whoever words it in another language. */
  waitedMs?: number;
  overflow?: Overflow;
  status?: number;
  requestId?: string;
  cause?: unknown;
};

/** What stands for `{detail}` where whoever threw the error knew no more. */
export function unknownDetail(code: ModelErrorCode): string {
  const entry: Entry = modelErrors[code];
  return entry.unknown ?? "the endpoint";
}

/** A failed request. `message` is what happened and what to do, in two sentences fit to show to a person. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  readonly summary: string;
  readonly remedy: string;
  /** What stands for `{detail}` in the table's sentence. */
  readonly detail: string;
  readonly waitedMs: number | undefined;
  readonly isRetryable: boolean;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Only of `context_length`, when the server told figures. */
  readonly overflow: Overflow | undefined;

  constructor(code: ModelErrorCode, facts: ModelErrorFacts = {}) {
    const entry: Entry = modelErrors[code];
    const detail = facts.detail ?? unknownDetail(code);
    const summary = entry.message.replace("{detail}", () => detail).trim();
    super(`${summary} ${entry.remedy}`, { cause: facts.cause });
    this.name = "ModelError";
    this.code = code;
    this.summary = summary;
    this.remedy = entry.remedy;
    this.detail = detail;
    this.waitedMs = facts.waitedMs;
    this.isRetryable = entry.isRetryable;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.overflow = facts.overflow;
  }
}
