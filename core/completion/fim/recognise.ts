// Which families a tokenizer was made for, found out by asking it: a mark that comes back as one id is a token. Knows
// no server and no model names, and cannot tell whether the model was trained on the tokens: the smoke test does.
import { fimFamilies } from "./families.ts";
import type { FimFamily, FimFamilyId } from "./family.ts";

/** The ids of a text without special tokens around it; undefined where the server does not tokenize. */
export type TokenIdsOf = (text: string) => Promise<number[] | undefined>;

export type Candidate = {
  family: FimFamily;
  /** The ids of the family's marks in their order, then those of the other tokens that end its answers. */
  tokenIds: number[];
};

/**
 * Tokens a family's prompts need beyond its marks. Granite's and CodeGemma's marks are those of Qwen; Granite needs
 * nothing more, so it also stands for every other model with these marks. Nothing tells CodeGeeX4 from GLM.
 */
const needed: Partial<Record<FimFamilyId, readonly string[]>> = {
  qwen: ["<|repo_name|>", "<|file_sep|>"],
  codegemma: ["<|file_separator|>"],
};

/** The families that fit, the likeliest first; undefined where the server does not tokenize. */
export async function candidateFamilies(tokenIdsOf: TokenIdsOf): Promise<Candidate[] | undefined> {
  for (const group of groupedByMarks()) {
    const markIds = await idsOfTokens(group[0]?.marks ?? [], tokenIdsOf);
    if (markIds === undefined) return undefined;
    if (markIds.length === 0) continue;
    const candidates: Candidate[] = [];
    for (const family of group) {
      const wanted = needed[family.id] ?? [];
      if ((await idsOfTokens(wanted, tokenIdsOf))?.length !== wanted.length) continue;
      candidates.push({ family, tokenIds: await withEnds(family, markIds, tokenIdsOf) });
    }
    return candidates;
  }
  return [];
}

/** Empty where the tokenizer does not know the family's marks or the server does not tokenize. */
export async function tokenIdsOfFamily(
  family: FimFamily,
  tokenIdsOf: TokenIdsOf,
): Promise<number[]> {
  const markIds = (await idsOfTokens(family.marks, tokenIdsOf)) ?? [];
  return markIds.length === 0 ? [] : withEnds(family, markIds, tokenIdsOf);
}

/**
 * What to send as `stop_token_ids`: text stops never see a token that the server leaves out of the text, and some end
 * tokens (CodeLlama's `<EOT>`) are not the one the server stops at by itself.
 */
export function stopTokenIdsOf(
  fim: { family?: FimFamily | FimFamilyId; tokenIds: readonly number[] } | null | undefined,
): number[] {
  return [...new Set(fim?.tokenIds)];
}

function groupedByMarks(): FimFamily[][] {
  const groups = Map.groupBy(fimFamilies, ({ marks }) => [...marks].sort().join());
  const needs = ({ id }: FimFamily) => needed[id]?.length ?? 0;
  return [...groups.values()].map((group) => group.toSorted((a, b) => needs(b) - needs(a)));
}

async function withEnds(
  family: FimFamily,
  markIds: readonly number[],
  tokenIdsOf: TokenIdsOf,
): Promise<number[]> {
  const leading = family.marks.every((mark) => mark.startsWith("▁")) ? "▁" : "";
  const ends = family.stops
    .filter((stop) => family.specials.includes(stop) && !family.marks.includes(stop))
    .map((stop) => leading + stop);
  const together = (await idsOfTokens(ends, tokenIdsOf)) ?? [];
  if (together.length === ends.length) return [...markIds, ...together];
  const apart = await Promise.all(ends.map((end) => idsOfTokens([end], tokenIdsOf)));
  return [...markIds, ...apart.flatMap((ids) => ids ?? [])];
}

/** One id for each token; empty when one of them is none, undefined where the server does not tokenize. */
async function idsOfTokens(
  tokens: readonly string[],
  tokenIdsOf: TokenIdsOf,
): Promise<number[] | undefined> {
  if (tokens.length === 0) return [];
  const ids = await tokenIdsOf(tokens.join(""));
  if (ids === undefined) return undefined;
  // SentencePiece tokenizers put a space of their own before a text that begins with one.
  const hasOwnSpace = tokens[0]?.startsWith("▁") && ids.length === tokens.length + 1;
  const own = hasOwnSpace ? ids.slice(1) : ids;
  return own.length === tokens.length && new Set(ids).size === ids.length ? own : [];
}
