// What a request knows of admission: what it says about itself, and the slot it gets. It does not know how slots are shared
// out, nor what an upstream is beyond its name.
import type { TrafficClass } from "../../core/routing/task.ts";
import type { StopSignal } from "../stop.ts";

/** An upstream and the name it serves the model under. */
export type Target = { upstream: string; served: string };

export type Wish = {
  class: TrafficClass;
  /** Requests of one flow are served in their order, flows of a class in turn by tokens; the id of the person. */
  flow: string;
  /** Estimated tokens of prompt and answer. */
  cost: number;
  /** Fallbacks in order: targets of one tier are equals. Never empty. */
  tiers: readonly (readonly Target[])[];
  /** Hashes of ever longer beginnings of the conversation, for upstreams that have them in their prefix cache. */
  prefixes: readonly number[];
  /** It was admitted before and its upstream failed before the first byte: it goes first in its flow. */
  isAgain: boolean;
};

export type Slot = {
  readonly target: Target;
  readonly queuedMs: number;
  /**
   * When the upstream is done with it or was aborted; a second time does nothing. `tokens` corrects the estimate. Whoever
   * gets a slot releases it, also when the request was aborted meanwhile.
   */
  release(tokens?: number): void;
};

export type Admission = {
  /**
   * Resolves when an upstream has room. Rejects with GatewayError `upstream_unavailable` when none of them has been usable
   * for `noUpstreamMs`, with the signal's reason when aborted.
   */
  admit(wish: Wish, signal: StopSignal): Promise<Slot>;
  /** Something changed that admission cannot see: an upstream became usable or unusable, or limits were configured anew. */
  look(): void;
  state(): { waiting: Record<TrafficClass, number>; inFlight: ReadonlyMap<string, number> };
  close(): void;
};
