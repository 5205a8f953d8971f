// What can be asked of a model, in Tandem's own words. Knows nothing of HTTP and nothing of the SDK.
import type { Task } from "../routing/task.ts";

/** One OpenAI-compatible endpoint. */
export type Endpoint = {
  id: string;
  /** Base URL including the API version path, e.g. `http://gpu1:8000/v1`, without a trailing slash. */
  url: string;
  apiKey?: string;
};

export type ToolCall = { id: string; name: string; arguments: string };

export type MessageImage = {
  mediaType: "image/png" | "image/jpeg" | "image/webp" | "image/gif";
  base64: string;
};

export type ChatMessage =
  | { role: "system"; content: string }
  /** Images stand after the text. */
  | { role: "user"; content: string; images?: readonly MessageImage[] }
  | { role: "assistant"; content: string; toolCalls?: ToolCall[] }
  | { role: "tool"; content: string; toolCallId: string };

export type Tool = { name: string; description?: string; parameters: Record<string, unknown> };

export type ResponseFormat =
  | { type: "text" | "json_object" }
  | { type: "json_schema"; name: string; schema: Record<string, unknown> };

/** Sampling and limits shared by both kinds of request; what is undefined is not sent. */
export type Sampling = {
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  seed?: number;
  stop?: string[];
  /** vLLM-only fields (`cache_salt`, `ignore_eos`, `stop_token_ids`, …), sent as they are. */
  extra?: Record<string, unknown>;
};

export type ChatRequest = Sampling & {
  task: Task;
  model: string;
  messages: ChatMessage[];
  tools?: Tool[];
  toolChoice?: "auto" | "none" | "required" | { name: string };
  responseFormat?: ResponseFormat;
};

export type CompletionRequest = Sampling & {
  task: Task;
  model: string;
  /** Text, or token ids which the server takes verbatim. */
  prompt: string | number[];
};
