// Token counts as vLLM writes them, from JSON that nobody has checked. Counts that make no sense are no counts.
import type { Usage } from "../../../core/protocol/audit-record.ts";

export function usageOf(value: unknown): Usage | undefined {
  const counts = fieldsOf(value);
  const promptTokens = tokens(counts.prompt_tokens);
  if (promptTokens === undefined) return undefined;
  const cachedTokens = tokens(fieldsOf(counts.prompt_tokens_details).cached_tokens);
  return {
    promptTokens,
    // Embeddings have none.
    completionTokens: tokens(counts.completion_tokens) ?? 0,
    ...(cachedTokens === undefined ? {} : { cachedTokens }),
  };
}

/** Empty for what is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  // Every field is checked before use.
  return isObject ? (value as Record<string, unknown>) : {};
}

function tokens(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
