// Which aborts are tried: every phase of a request on every endpoint that has it, streamed or not, each with both ways a
// socket can die. It knows no gateway and no time.
import type { Death } from "./raw-client.ts";

/**
 * While the body is sent; while it waits for room; before the upstream has sent even headers; between those and the first
 * content; in the middle of the answer.
 */
export const phases = ["body", "queue", "prefill", "headers", "stream"] as const;
export type Phase = (typeof phases)[number];

export type Endpoint = "/v1/chat/completions" | "/v1/completions" | "/v1/embeddings";

export type AbortTrial = {
  number: number;
  phase: Phase;
  path: Endpoint;
  isStream: boolean;
  death: Death;
};

type Kind = Pick<AbortTrial, "phase" | "path" | "isStream">;

/** An answer in one piece has its headers, its beginning and its end at once. */
const wholePhases: readonly Phase[] = ["body", "queue", "prefill"];

export const kinds: readonly Kind[] = [
  ...of("/v1/chat/completions", true, phases),
  ...of("/v1/chat/completions", false, wholePhases),
  ...of("/v1/completions", true, phases),
  ...of("/v1/completions", false, wholePhases),
  ...of("/v1/embeddings", false, wholePhases),
];

const deaths: readonly Death[] = ["closed", "reset"];

/** All kinds as often as each other, give or take one. */
export function planAborts(trials: number): AbortTrial[] {
  const all = kinds.flatMap((kind) => deaths.map((death) => ({ ...kind, death })));
  return Array.from({ length: trials }, (_, number) => {
    const kind = all[number % all.length];
    if (kind === undefined) throw new RangeError("There is nothing to try.");
    return { ...kind, number };
  });
}

function of(path: Endpoint, isStream: boolean, those: readonly Phase[]): Kind[] {
  return those.map((phase) => ({ phase, path, isStream }));
}

export function nameOf({ phase, path, isStream }: Kind): string {
  return `${phase} ${path}${isStream ? " streamed" : ""}`;
}
