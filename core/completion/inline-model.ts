// The model that serves inline completion, ready to be asked. Knows nothing of how it was chosen.
import type { ModelClient } from "../model/client.ts";
import type { FimFamily } from "./fim/family.ts";

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
