// What comes back from a model: the events of one stream and the finished answer. Knows nothing of HTTP.
import type { ToolCall } from "./request.ts";
import type { Timing } from "./timing.ts";

/** Token counts as the server reports them; never counted from chunks. */
export type Usage = { promptTokens: number; completionTokens: number; cachedTokens?: number };

/** Why a complete answer ended; an answer that the server aborted or failed is none, but a ModelError. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";

/** The whole answer, known only once a `finish_reason` was seen. */
export type Answer = {
  text: string;
  reasoning: string;
  toolCalls: ToolCall[];
  finishReason: FinishReason;
  /** Absent when the server sent no usage chunk. */
  usage?: Usage;
  timing: Timing;
  /** The model name the server answered with. */
  model: string;
  requestId: string;
  /** True when the endpoint marks itself as simulated (`x-simulated: true`). */
  isSimulated: boolean;
};

export type StreamEvent =
  | { kind: "text"; text: string }
  | { kind: "reasoning"; text: string }
  | { kind: "tool"; index: number; id?: string; name?: string; arguments: string }
  | { kind: "end"; answer: Answer };
