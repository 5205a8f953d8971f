// Reads what a server says about itself: its model list and its version, in every shape that vLLM and servers like it give
// them. Knows no network.
import * as z from "zod";
import type { ServedCard } from "./upstream.ts";

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      created: z.int().min(0).nullish().catch(undefined),
      owned_by: z.string().catch(""),
      root: z.string().nullish().catch(undefined),
      parent: z.string().nullish().catch(undefined),
      max_model_len: z.int().positive().nullish().catch(undefined),
    }),
  ),
});
/** Longer names and versions come from no server that means well, and would be shown and stored over and over. */
const longestName = 200;
const versionSchema = z.object({ version: z.string().min(1).max(longestName) });

/** Undefined when it is no model list. */
export function readModelList(body: Buffer): ServedCard[] | undefined {
  const parsed = listSchema.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const named = parsed.data.data.filter(({ id }) => id !== "" && id.length <= longestName);
  const lengths = new Map(named.map((card) => [card.id, card.max_model_len ?? undefined]));
  return named.map((card) => ({
    id: card.id,
    root: card.root && card.root.length <= 1000 ? card.root : undefined,
    ownedBy: card.owned_by.slice(0, longestName),
    // An adapter has the window of the model that it adapts.
    maxModelLen: card.max_model_len ?? (card.parent ? lengths.get(card.parent) : undefined),
    created: card.created ?? undefined,
  }));
}

export function readVersion(body: Buffer): string | undefined {
  return versionSchema.safeParse(parseJson(body)).data?.version;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
