// Makes the model ready to be asked as the editor asks it, and finds out whether it fills in the middle at all: by its
// tokenizer and a small test, as the editor's own probe does. Nothing of the team's code is sent for that.
import { familyOf } from "../../core/completion/fim/families.ts";
import { type FimFamilyId, fimFamilyIds } from "../../core/completion/fim/family.ts";
import { probeFim } from "../../core/completion/fim/probe-fim.ts";
import { stopTokenIdsOf } from "../../core/completion/fim/recognise.ts";
import type { InlineSubject } from "../completion/inline-subject.ts";
import type { OpenEndpoint, Target } from "../runner/open-endpoint.ts";
import { RepositoryError } from "./repository-error.ts";

export type Filler =
  /** `note` says so where the small test failed: it is measured all the same. */
  | { subject: InlineSubject; note?: string }
  /** One sentence. */
  | { insufficient: string };

/** What a server that does not tell its window has at least. */
const leastContextWindow = 4096;

/** @throws RepositoryError for a family that does not exist */
export function fimFamilyId(fim: string | undefined): FimFamilyId | undefined {
  if (fim === undefined) return undefined;
  const id = fimFamilyIds.find((each) => each === fim);
  if (id !== undefined) return id;
  const known = fimFamilyIds.join(", ");
  throw new RepositoryError("unknown_fim_family", `There is no such FIM family. Take ${known}.`);
}

/** @throws ModelError when the endpoint fails, the signal's reason */
export async function openFiller(
  { url, client, served }: OpenEndpoint,
  { apiKey, fim }: Pick<Target, "apiKey"> & { fim: FimFamilyId | undefined },
  signal: AbortSignal,
): Promise<Filler> {
  const { id: model, contextWindow, isSimulated } = served;
  const { error, learned, summary } = await probeFim({ client, model }, fim, signal);
  // Who answers other questions and refuses this one does not complete raw prompts.
  if (error !== undefined && !refusals.has(error.code)) throw error;
  if (learned?.fim === null || learned?.fim === undefined) {
    const remedy = "name its FIM family or choose the completion model.";
    return { insufficient: `${model} cannot fill in the middle: ${remedy}` };
  }
  const { family, tokenIds, verdict } = learned.fim;
  const endpoint = { id: "measured", url, ...(apiKey === undefined ? {} : { apiKey }) };
  const subject = {
    endpoint,
    model,
    contextWindow: contextWindow ?? leastContextWindow,
    family: familyOf(family),
    stopTokenIds: stopTokenIdsOf({ family, tokenIds }),
    isSimulated,
  };
  return verdict === "fills" ? { subject } : { subject, note: summary };
}

const refusals = new Set(["bad_request", "not_openai", "model_not_found", "context_length"]);
