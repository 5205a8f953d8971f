// What was observed while a row ran: all that its figures and cautions are made from.
import type { PromptSource } from "../../core/protocol/load-test.ts";
import type { GeneratorLoad } from "./lag.ts";
import type { RowPlan } from "./load-plan.ts";
import type { ServerWatch } from "./metrics-client.ts";
import type { Sample } from "./sample.ts";

export type RowObservations = {
  plan: RowPlan;
  samples: readonly Sample[];
  /** The most requests under way at once. */
  peakConcurrency: number;
  generator: GeneratorLoad;
  /** Requests on the server before the row; undefined when it does not tell. */
  before: { running: number; waiting: number } | undefined;
  server: ServerWatch | undefined;
  /** As declared. */
  maxNumSeqs: number | undefined;
  promptSource: PromptSource;
  isProxied: boolean;
};
