// Inline completion from a cursor to a text: cache, debounce, prompt, stream, filters, result. Knows no editor, no clock and
// no settings; whoever owns it tells it about every edit and asks it for completions.
import type { ModelClient } from "../model/client.ts";
import type { SetTimer } from "../model/inactivity.ts";
import type { Snippet } from "./context/snippet.ts";
import type { Cursor, Edit } from "./cursor.ts";
import type { FimFamily } from "./fim/family.ts";
import type { Multiline } from "./place.ts";
import type { Trace } from "./trace.ts";

/** The model that serves inline completion, ready to be asked. */
export type InlineModel = {
  client: Pick<ModelClient, "streamCompletion">;
  /** The name the endpoint serves it under. */
  model: string;
  /** Tokens, prompt and answer together. */
  contextWindow: number;
  family: FimFamily;
  /** Ids of the family's marks, sent as `stop_token_ids`; empty where the server does not tokenize. */
  stopTokenIds: readonly number[];
};

export type Wanted = {
  cursor: Cursor;
  /** `invoked`: the person asked by a key, so nothing waits and no rule of calm holds it back. */
  trigger: "automatic" | "invoked";
};

export type Completion = {
  /** Names the suggestion it belongs to: the same while it is typed through. */
  id: number;
  /** What to insert at the cursor; `\n` line ends, never empty. */
  text: string;
  /** UTF-16 units behind the cursor, on its line, that the text takes the place of. */
  replacesAfter: number;
  source: "cache" | "joined" | "request";
};

export type Pipeline = {
  /** Undefined when there is nothing to show. An abort of `signal` detaches the waiter and throws its reason. */
  complete(wanted: Wanted, signal: AbortSignal): Promise<Completion | undefined>;
  /** Tell it every edit, with the cursor as it stands behind the edit: aborts the streams that no longer fit. */
  documentChanged(edit: Edit, cursor: Cursor): void;
  /** The person took the suggestion: the next one is asked for before the editor asks. */
  accepted(id: number): void;
  dispose(): void;
};

export type PipelineOptions = {
  /** @throws ModelError or whatever keeps the model from being asked */
  model(signal: AbortSignal): Promise<InlineModel>;
  /** Excerpts of other places in the order of the prompt; must cost nothing. */
  snippets(documentId: string): readonly Snippet[];
  repository(documentId: string): string;
  multiline(): Multiline;
  onTrace(trace: Trace): void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  /** Unix time in milliseconds. */
  wallClock: () => number;
  setTimer?: SetTimer;
};

export function createPipeline(_options: PipelineOptions): Pipeline {
  throw new Error("not built");
}
