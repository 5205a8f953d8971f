// The model under measurement, made ready as the editor would: which model an endpoint serves, how large its window is,
// and how it is asked to fill in the middle. The family is told or recognised by the tokenizer, never by a name.
import { familyOf } from "../../core/completion/fim/families.ts";
import { fimFamilyIds } from "../../core/completion/fim/family.ts";
import {
  type Candidate,
  candidateFamilies,
  stopTokenIdsOf,
  type TokenIdsOf,
  tokenIdsOfFamily,
} from "../../core/completion/fim/recognise.ts";
import type { InlineModel } from "../../core/completion/pipeline.ts";
import { createModelClient } from "../../core/model/client.ts";
import type { Endpoint } from "../../core/model/request.ts";

export type InlineSubject = Omit<InlineModel, "client"> & {
  endpoint: Endpoint;
  isSimulated: boolean;
};

export type SubjectOptions = {
  /** Base URL with `/v1`. */
  url: string;
  /** The first one that is served when left out. */
  model?: string;
  fim?: string;
  apiKey?: string;
};

/** What a server that does not tell its window has at least. */
const leastContextWindow = 4096;

/** @throws ModelError; RangeError with one sentence where the model or its family cannot be told */
export async function openSubject(
  options: SubjectOptions,
  signal: AbortSignal,
): Promise<InlineSubject> {
  const { url, apiKey } = options;
  const endpoint = { id: "measured", url, ...(apiKey === undefined ? {} : { apiKey }) };
  const timeouts = { firstByteMs: 30_000, stalledMs: 30_000 };
  const now = () => performance.now();
  const client = createModelClient({ endpoint, fetch, now, timeouts });
  const served = await client.listModels(signal);
  const model = served.find(({ id }) => options.model === undefined || id === options.model);
  if (model === undefined) {
    const names = served.map(({ id }) => id).join(", ");
    throw new RangeError(`${url} serves ${names || "no model"}, not ${options.model ?? "any"}.`);
  }
  const tokenIdsOf: TokenIdsOf = (text) => client.tokenize(model.id, text, signal);
  const { family, tokenIds } = await chooseFamily(options.fim, tokenIdsOf);
  return {
    endpoint,
    model: model.id,
    contextWindow: model.contextWindow ?? leastContextWindow,
    family,
    stopTokenIds: stopTokenIdsOf({ family, tokenIds }),
    isSimulated: model.isSimulated,
  };
}

async function chooseFamily(fim: string | undefined, tokenIdsOf: TokenIdsOf): Promise<Candidate> {
  const known = fimFamilyIds.join(", ");
  if (fim === undefined) {
    const [likeliest] = (await candidateFamilies(tokenIdsOf)) ?? [];
    if (likeliest !== undefined) return likeliest;
    throw new RangeError(`The model's tokenizer shows no FIM family: name one of ${known}.`);
  }
  const id = fimFamilyIds.find((each) => each === fim);
  if (id === undefined) throw new RangeError(`${fim} is no FIM family. There are ${known}.`);
  const family = familyOf(id);
  return { family, tokenIds: await tokenIdsOfFamily(family, tokenIdsOf) };
}
