// What POST /v1/embeddings takes and answers. The vectors say nothing: they are spread evenly from a hash of the tokens, so
// that the same input always has the same one.
import * as z from "zod";
import { badRequest } from "./errors.ts";

export const embeddingRequestSchema = z.looseObject({
  model: z.string().nullish(),
  input: z.union([z.string(), z.array(z.string()), z.array(z.int()), z.array(z.array(z.int()))]),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  dimensions: z.int().nullish(),
});
export type EmbeddingBody = z.infer<typeof embeddingRequestSchema>;

const fullDimensions = 384;

/** @throws RequestRejected 400 for what the model cannot do. */
export function dimensionsOf({ dimensions }: EmbeddingBody): number {
  if (dimensions == null) return fullDimensions;
  if (dimensions < 1 || dimensions > fullDimensions) {
    throw badRequest(`dimensions must be between 1 and ${fullDimensions}.`, "dimensions");
  }
  return dimensions;
}

/** A vector of length 1. */
export function embeddingOf(tokens: readonly number[], dimensions: number): number[] {
  let state = tokens.reduce((hash, token) => Math.imul(hash ^ token, 0x01000193), 0x811c9dc5);
  const raw = Array.from({ length: dimensions }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}

export type EmbeddingAnswer = {
  id: string;
  created: number;
  model: string;
  vectors: readonly number[][];
  format: "float" | "base64";
  promptTokens: number;
};

export function embeddingResponse(answer: EmbeddingAnswer): Record<string, unknown> {
  const { id, created, model, vectors, format, promptTokens } = answer;
  return {
    id,
    object: "list",
    created,
    model,
    data: vectors.map((vector, index) => ({
      index,
      object: "embedding",
      embedding: format === "float" ? vector : base64(vector),
    })),
    usage: {
      prompt_tokens: promptTokens,
      total_tokens: promptTokens,
      completion_tokens: 0,
      prompt_tokens_details: null,
    },
  };
}

function base64(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString("base64");
}
