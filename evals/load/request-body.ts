// The body of one request of a load test. Nothing in it that changes how fast a server is: no stop strings, no tools.
import type { Prompt } from "./prompts.ts";

/** What a server takes of it. */
export type BodyOptions = { forcedLength: boolean; usage: boolean };

export function requestBody(
  { prompt, osl, seed }: { prompt: Prompt; osl: number; seed: number },
  { forcedLength, usage }: BodyOptions,
): Record<string, unknown> {
  return {
    ...(typeof prompt === "string"
      ? { messages: [{ role: "user", content: prompt }] }
      : { prompt }),
    max_tokens: osl,
    // A special token that is skipped is a token without a chunk: it takes its time and brings no text to stamp.
    ...(forcedLength ? { min_tokens: osl, ignore_eos: true, skip_special_tokens: false } : {}),
    temperature: 0,
    seed,
    stream: true,
    ...(usage ? { stream_options: { include_usage: true } } : {}),
  };
}
