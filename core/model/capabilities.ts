// What is known about an endpoint and one of its models: found out by asking, never guessed from a name, and kept until
// somebody says that it may have changed. Knows neither how it is found out nor when.
import type { FimFamilyId } from "../completion/fim/family.ts";
import type { SmokeVerdict } from "../completion/fim/smoke-test.ts";
import type { ServedModel } from "./server-facts.ts";

/** Every part is absent until a probe has found it out. */
export type Capabilities = {
  models?: ServedModel[];
  /** The model that was looked at. */
  model?: string;
  /** Tokens, prompt and answer together. */
  contextWindow?: number;
  isSimulated?: boolean;
  serverVersion?: string;
  canTokenize?: boolean;
  /** Of one short request; a hint, not a measurement. */
  ttftMs?: number;
  /** Whether the server tells token counts at the end of a stream. */
  reportsUsage?: boolean;
  followsSchema?: boolean;
  /** Whether tool calls arrive as such and not as text. */
  parsesToolCalls?: boolean;
  /** Whether the model sees images. */
  vision?: boolean;
  /**
   * The family that was settled on, with what its smoke test showed; null when there is none. The ids are those of its
   * marks in their order, then of the other tokens that end its answers; none where the server does not tokenize.
   */
  fim?: { family: FimFamilyId; tokenIds: number[]; verdict: SmokeVerdict } | null;
};

export type CapabilityCache = {
  get(url: string, model?: string): Capabilities | undefined;
  /** Adds to what is known already. */
  add(url: string, model: string | undefined, learned: Capabilities): void;
  /** Forgets an endpoint with all its models, or everything. */
  invalidate(url?: string): void;
};

/** Keyed by endpoint and model; no model means the endpoint's own choice. */
export function createCapabilityCache(): CapabilityCache {
  const known = new Map<string, Map<string | undefined, Capabilities>>();
  return {
    get: (url, model) => known.get(url)?.get(model),
    add(url, model, learned) {
      const models = known.get(url) ?? new Map<string | undefined, Capabilities>();
      known.set(url, models.set(model, { ...models.get(model), ...learned }));
    },
    invalidate(url) {
      if (url === undefined) known.clear();
      else known.delete(url);
    },
  };
}
