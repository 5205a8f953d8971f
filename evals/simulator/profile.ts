// How fast the simulated hardware is. The H100 figures come from evals/reference; the others are assumptions.
// Knows nothing of HTTP and nothing of requests.
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };

/** A step takes `stepMs + prefillTokenMs * prefilled tokens + decodeStreamMs * decoding streams`. */
export type SpeedProfile = {
  stepMs: number;
  prefillTokenMs: number;
  decodeStreamMs: number;
  /** What a request waits before the engine sees it; it occupies nothing meanwhile. */
  fixedFirstTokenMs: number;
};

/** Prefill compute of an uncached prompt token on this hardware; assumed, not published. */
const prefillTokenMs = 0.02;

export const profileNames = ["h100x4", "h100x8", "fim-7b", "instant"] as const;
export type ProfileName = (typeof profileNames)[number];

export const profiles: Record<ProfileName, SpeedProfile> = {
  h100x4: publishedProfile("h100x4"),
  h100x8: publishedProfile("h100x8"),
  "fim-7b": { stepMs: 6, prefillTokenMs, decodeStreamMs: 0, fixedFirstTokenMs: 34 },
  instant: { stepMs: 0, prefillTokenMs: 0, decodeStreamMs: 0, fixedFirstTokenMs: 0 },
};

/** The fixed latency is what the published TTFT leaves after the step that prefills the grid's mean prompt. */
function publishedProfile(id: string): SpeedProfile {
  const deployment = published.deployments.find((candidate) => candidate.id === id);
  if (deployment === undefined) throw new Error(`evals/reference has no deployment ${id}`);
  const { fixedMs, perStreamMs } = deployment.decodeStep;
  const inputs = published.method.inputOutputTokens.map(([input = 0]) => input);
  const meanInput = inputs.reduce((sum, input) => sum + input, 0) / inputs.length;
  return {
    stepMs: fixedMs,
    prefillTokenMs,
    decodeStreamMs: perStreamMs,
    fixedFirstTokenMs: deployment.ttftMsAtConcurrency1 - fixedMs - prefillTokenMs * meanInput,
  };
}
