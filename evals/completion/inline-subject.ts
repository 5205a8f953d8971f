// The model under measurement, made ready as the editor would: which model an endpoint serves, how large its window is,
// and how it is asked to fill in the middle. The family is told or recognised by the tokenizer, never by a name.
import { familyOf, fimFamilies } from "../../core/completion/fim/families.ts";
import {
  type FimFamily,
  type FimFamilyId,
  fimFamilyIds,
} from "../../core/completion/fim/family.ts";
import type { InlineModel } from "../../core/completion/pipeline.ts";
import { createModelClient, type ModelClient } from "../../core/model/client.ts";
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
  const family = await chooseFamily({ client, model: model.id, fim: options.fim }, signal);
  const marks = await idsOf({ client, model: model.id }, family.marks, signal);
  return {
    endpoint,
    model: model.id,
    contextWindow: model.contextWindow ?? leastContextWindow,
    family,
    stopTokenIds: marks ?? [],
    isSimulated: model.isSimulated,
  };
}

type Served = { client: Pick<ModelClient, "tokenize">; model: string };

async function chooseFamily(
  { fim, ...served }: Served & { fim: string | undefined },
  signal: AbortSignal,
): Promise<FimFamily> {
  if (fim !== undefined) {
    const id = fimFamilyIds.find((known): known is FimFamilyId => known === fim);
    if (id === undefined) {
      throw new RangeError(`${fim} is no FIM family. There are ${fimFamilyIds.join(", ")}.`);
    }
    return familyOf(id);
  }
  for (const family of fimFamilies) {
    if ((await idsOf(served, family.marks, signal)) !== undefined) return family;
  }
  throw new RangeError(
    `${served.model} shows no FIM family by its tokenizer: name one of ${fimFamilyIds.join(", ")}.`,
  );
}

/** Undefined unless each mark is one token. */
async function idsOf(
  { client, model }: Served,
  marks: readonly string[],
  signal: AbortSignal,
): Promise<number[] | undefined> {
  const ids: number[] = [];
  for (const mark of marks) {
    const [id, ...more] = (await client.tokenize(model, mark, signal)) ?? [];
    if (id === undefined || more.length > 0) return undefined;
    ids.push(id);
  }
  return ids;
}
