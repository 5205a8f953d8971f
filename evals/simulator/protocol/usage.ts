// Token counts in the shapes vLLM gives them.

export type TokenCounts = { promptTokens: number; completionTokens: number; cachedTokens: number };

/** For streams, where vLLM leaves out what is null. */
export function streamUsage(counts: TokenCounts, withDetails: boolean): Record<string, unknown> {
  return {
    ...totals(counts),
    ...(withDetails ? { prompt_tokens_details: { cached_tokens: counts.cachedTokens } } : {}),
  };
}

export function fullUsage(counts: TokenCounts, withDetails: boolean): Record<string, unknown> {
  return {
    ...totals(counts),
    prompt_tokens_details: withDetails ? { cached_tokens: counts.cachedTokens } : null,
  };
}

function totals({ promptTokens, completionTokens }: TokenCounts) {
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens: completionTokens,
  };
}
