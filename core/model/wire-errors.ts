// Reads the errors that OpenAI-compatible servers send, in every shape vLLM has had, and maps them to Tandem's codes.
// One table for a failed status, an error inside a 200 and an error event inside a stream. Knows no transport.
import { ModelError, type ModelErrorCode, type Overflow } from "./errors.ts";

/** Who was asked for what: enough to word an error, and the key so that no server can echo it into a message. */
export type WireContext = { host: string; model?: string; apiKey?: string; requestId?: string };

type ServerError = {
  /** `error` for an object, `text` for a bare string, `detail` for FastAPI's own; `none` when it is no error body. */
  shape: "error" | "text" | "detail" | "none";
  message: string;
  type: string;
  param: string;
  code: string;
};

/** The error of a response whose status is not 2xx. */
export function errorFromStatus(status: number, body: string, context: WireContext): ModelError {
  return toModelError(status, parseError(parseJson(body)), context);
}

/** The error inside a 200 body or a stream event; undefined when the payload is no error. */
export function errorFromPayload(payload: unknown, context: WireContext): ModelError | undefined {
  const error = parseError(payload);
  if (error.shape === "none" || error.shape === "detail") return undefined;
  const status = Number(error.code);
  return toModelError(status >= 400 && status < 600 ? status : 500, error, context);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Old versions of vLLM give a context that is too long no code of its own, only this text (0.8 to 0.14, then newer);
 * it is the one place where Tandem looks at a message.
 */
const contextLength = /maximum context length|context length is only|maximum input length/i;

/** The figures in that text, old and new. */
const windowFigure = /(?:maximum context length is|context length is only) (\d+) tokens/i;
const promptFigure = /(?:\((\d+) in the (?:messages|prompt)|passed (\d+) input tokens)/i;

function overflowIn(message: string): Overflow {
  const contextWindow = windowFigure.exec(message)?.[1];
  const [, inMessages, passed] = promptFigure.exec(message) ?? [];
  const promptTokens = inMessages ?? passed;
  return {
    ...(contextWindow === undefined ? {} : { contextWindow: Number(contextWindow) }),
    ...(promptTokens === undefined ? {} : { promptTokens: Number(promptTokens) }),
  };
}

function codeFor(status: number, error: ServerError): ModelErrorCode {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429 || status === 503) return "busy";
  if (status >= 500) return "upstream";
  if (error.code === "context_length_exceeded") return "context_length";
  if (status === 400 && contextLength.test(error.message)) return "context_length";
  if (status === 404) return isAboutModel(error) ? "model_not_found" : "not_openai";
  // A 4xx in no known shape comes from a server or proxy that is something else.
  return error.shape === "none" && status !== 413 ? "not_openai" : "bad_request";
}

/** A bare string in a 404 is how vLLM's production-stack router says that no engine serves the model. */
function isAboutModel({ shape, type, param, code }: ServerError): boolean {
  return (
    shape === "text" || type === "NotFoundError" || param === "model" || code === "model_not_found"
  );
}

function toModelError(status: number, error: ServerError, context: WireContext): ModelError {
  const code = codeFor(status, error);
  const detail = detailFor(code, error, context);
  return new ModelError(code, {
    status,
    ...(detail === "" ? {} : { detail }),
    ...(code === "context_length" ? { overflow: overflowIn(error.message) } : {}),
    ...(context.requestId === undefined ? {} : { requestId: context.requestId }),
  });
}

function detailFor(code: ModelErrorCode, error: ServerError, context: WireContext): string {
  if (code === "not_openai") return context.host;
  if (code === "model_not_found") return context.model ?? "";
  // A validation error repeats the request over many lines; its first line and the field are enough.
  const [line = ""] = error.message.split("\n", 1);
  const field = error.param !== "" && !line.includes(error.param) ? ` (${error.param})` : "";
  return withoutKey(`${line.slice(0, 300)}${field}`.trim(), context.apiKey);
}

function withoutKey(text: string, apiKey: string | undefined): string {
  return apiKey ? text.replaceAll(apiKey, "…") : text;
}

function parseError(payload: unknown): ServerError {
  if (!isRecord(payload)) return fields("none", {});
  if (isRecord(payload.error)) return fields("error", payload.error);
  if (typeof payload.error === "string") return fields("text", { message: payload.error });
  if (payload.object === "error") return fields("error", payload);
  if ("detail" in payload) return fields("detail", { message: detailText(payload.detail) });
  return fields("none", {});
}

function fields(shape: ServerError["shape"], from: Record<string, unknown>): ServerError {
  const text = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value) : "";
  return {
    shape,
    message: text(from.message),
    type: text(from.type),
    param: text(from.param),
    code: text(from.code),
  };
}

/** FastAPI sends a sentence, or one entry for each invalid field. */
function detailText(detail: unknown): string {
  if (typeof detail === "string") return detail;
  const [first] = Array.isArray(detail) ? detail : [];
  return isRecord(first) && typeof first.msg === "string" ? first.msg : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
