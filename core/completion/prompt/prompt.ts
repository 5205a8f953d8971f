// Writes the prompt of one completion within a budget of tokens: what stays the same between keystrokes first, so that the
// server's prefix cache reaches far, and the text behind the cursor, which never profits from it, kept short. Knows no
// editor and no endpoint.
import type { Snippet } from "../context/snippet.ts";
import type { Cursor } from "../cursor.ts";
import type { FimFamily, FimFile } from "../fim/family.ts";
import { neutralise } from "../fim/neutralise.ts";
import type { Place } from "../place/place.ts";
import type { TokenEstimate } from "./token-estimate.ts";
import type { PromptWindow } from "./window.ts";

export type Prompt = {
  text: string;
  /** Estimated. */
  tokens: number;
  /** The most that may be generated. */
  maxTokens: number;
};

export type PromptSources = {
  cursor: Cursor;
  snippets: readonly Snippet[];
  repository: string;
  family: FimFamily;
  /** Tokens, prompt and answer together. */
  contextWindow: number;
  estimate: TokenEstimate;
  window: PromptWindow;
};

/** More context costs prefill on every miss and hardly helps the next line. */
const mostPromptTokens = 4096;
const snippetShare = 0.35;
const prefixShare = 0.5;
/** The suffix stands behind everything that changes, so no token of it is ever cached: one in eight keeps 80 % possible. */
const suffixShare = 0.125;
/** Sizes of the suffix in tokens: few, so that growing code rarely changes what families with the suffix in front cache. */
const suffixSteps = [512, 256, 128, 64];
/** Marks, paths and the error of the estimate. */
const reserveTokens = 96;
const fileMarkTokens = 12;

const answerTokens: Record<Place["extent"], number> = { line: 64, block: 256 };

export function writePrompt(sources: PromptSources, extent: Place["extent"]): Prompt {
  const { cursor, family, contextWindow, estimate, window } = sources;
  const maxTokens = Math.min(answerTokens[extent], Math.max(1, Math.floor(contextWindow / 4)));
  const budget = Math.max(0, Math.min(mostPromptTokens, contextWindow - maxTokens - reserveTokens));
  const clean = (text: string) => neutralise(text, family.specials);
  const prefix = window.prefixFor(cursor, estimate.characters(Math.floor(budget * prefixShare)));
  const { files, tokens: fileTokens } = filesWithin(sources, Math.floor(budget * snippetShare));
  const beforeTokens = fileTokens + estimate.tokens(prefix);
  const suffix = suffixWithin(cursor.suffix, estimate, {
    beforeTokens,
    most: Math.floor(budget * suffixShare),
  });
  const text = family.render({
    repository: clean(sources.repository),
    files: files.map((file) => ({ path: clean(file.path), text: clean(file.text) })),
    path: clean(cursor.path),
    languageId: cursor.languageId,
    prefix: clean(prefix),
    suffix: clean(suffix),
  });
  return { text, tokens: estimate.tokens(text), maxTokens };
}

/** In their order until the first that does not fit, so that what is kept always begins alike. */
function filesWithin(
  { snippets, estimate }: PromptSources,
  most: number,
): { files: FimFile[]; tokens: number } {
  const files: FimFile[] = [];
  let tokens = 0;
  for (const { path, text } of snippets) {
    const more = estimate.tokens(text) + fileMarkTokens;
    if (tokens + more > most) break;
    files.push({ path, text });
    tokens += more;
  }
  return { files, tokens };
}

function suffixWithin(
  suffix: string,
  estimate: TokenEstimate,
  { beforeTokens, most }: { beforeTokens: number; most: number },
): string {
  const proportionate = beforeTokens * suffixShare * 1.25;
  const smallest = suffixSteps.at(-1) ?? 0;
  const step = suffixSteps.find((size) => size <= Math.min(most, proportionate)) ?? smallest;
  const room = estimate.characters(Math.min(step, most));
  if (suffix.length <= room) return suffix;
  const lineEnd = suffix.lastIndexOf("\n", room);
  return suffix.slice(0, lineEnd > 0 ? lineEnd + 1 : wholeEnd(suffix, room));
}

/** Never between the halves of a surrogate pair. */
function wholeEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
