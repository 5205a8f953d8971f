// Finds out by asking how exact a load test of this endpoint can be: prompts as token ids or only as text, answers of a
// forced length or not, usage or none.
import type { ModelClient } from "../../core/model/client.ts";
import type { ModelErrorCode } from "../../core/model/errors.ts";
import type { PromptSource } from "../../core/protocol/load-test.ts";
import { createRandom } from "../random.ts";
import { codeLikeText } from "./prompt-text.ts";
import { type PromptMaker, promptsFromIds, randomPrompts, textPrompts } from "./prompts.ts";
import { type BodyOptions, requestBody } from "./request-body.ts";
import type { Sample } from "./sample.ts";
import { type LoadRoute, openStreamClient, type StreamClientOptions } from "./stream-client.ts";

export type ChosenRoute = {
  route: LoadRoute;
  promptSource: PromptSource;
  /** What the server takes. */
  takes: BodyOptions;
  /** Prompts that differ between any two seeds. */
  prompts(seed: string): PromptMaker;
};

export type Asked = Omit<StreamClientOptions, "route" | "connections"> & {
  client: ModelClient;
  /** The longest prompt of the plan. */
  longest: number;
};

/** Ids of ordinary tokens in every vocabulary of today. */
const ordinaryIds = [1000, 30_000] as const;
const probeTokens = 4;
const probePromptTokens = 32;

/** @throws ModelError when the endpoint takes none of it; the signal's reason */
export async function chooseRoute(
  asked: Asked,
  runSeed: string,
  signal: AbortSignal,
): Promise<ChosenRoute> {
  const ids = await tokenizedText(asked, signal);
  const exact: Pick<ChosenRoute, "promptSource" | "prompts"> =
    ids === undefined
      ? { promptSource: "random token ids", prompts: (seed) => randomPrompts(ordinaryIds, seed) }
      : { promptSource: "tokenized text", prompts: (seed) => promptsFromIds(ids, seed) };
  const prompt = exact.prompts(`${runSeed} probe`)(probePromptTokens);
  const completions = await probe(asked, "/v1/completions", prompt, signal);
  if (completions.takes !== undefined) {
    return { route: "/v1/completions", takes: completions.takes, ...exact };
  }
  return chatRoute(asked, runSeed, signal);
}

/** Measures what a token is in characters: a prompt of one token shows what the chat template adds. */
async function chatRoute(asked: Asked, runSeed: string, signal: AbortSignal): Promise<ChosenRoute> {
  const route = "/v1/chat/completions";
  const word = await probe(asked, route, "a", signal);
  if (word.takes === undefined) throw word.sample.error;
  const text = codeLikeText(6000, createRandom(runSeed));
  const long = await probe(asked, route, text, signal);
  const [few, many] = [word, long].map(({ sample }) => sample.usage?.promptTokens);
  const scale =
    few === undefined || many === undefined || many <= few
      ? { charactersPerToken: 4, templateTokens: 0 }
      : { charactersPerToken: text.length / (many - few + 1), templateTokens: few - 1 };
  return {
    route,
    takes: word.takes,
    promptSource: "chat text",
    prompts: (seed) => textPrompts(scale, seed),
  };
}

async function tokenizedText(
  { client, model, longest }: Asked,
  signal: AbortSignal,
): Promise<readonly number[] | undefined> {
  // Two to five characters a token: enough for the longest prompt, and for prompts to begin in many places.
  const text = codeLikeText(Math.max(12_000, 5 * longest), createRandom("load test"));
  const ids = await client.tokenize(model, text, signal);
  return ids === undefined || ids.length === 0 ? undefined : ids;
}

/** From the most that is wanted to the least that is enough. */
const bodyOptions: readonly BodyOptions[] = [
  { forcedLength: true, usage: true },
  { forcedLength: false, usage: true },
  { forcedLength: false, usage: false },
];

/** How servers say that they have no such route or take no such field. */
const refusals: readonly ModelErrorCode[] = ["bad_request", "not_openai", "bad_response"];

/** @throws ModelError when it failed for another reason than what was asked */
async function probe(
  asked: Asked,
  route: LoadRoute,
  prompt: Parameters<typeof requestBody>[0]["prompt"],
  signal: AbortSignal,
): Promise<{ sample: Sample; takes?: BodyOptions }> {
  const client = openStreamClient({ ...asked, route, connections: 1 });
  try {
    for (const takes of bodyOptions) {
      const body = requestBody({ prompt, osl: probeTokens, seed: 0 }, takes);
      const sample = await client.ask(body, signal);
      if (sample.error === undefined) return { sample, takes };
      if (!refusals.includes(sample.error.code)) throw sample.error;
      if (sample.error.code !== "bad_request" || takes === bodyOptions.at(-1)) return { sample };
    }
    throw new RangeError("There is nothing to ask with.");
  } finally {
    await client.close();
  }
}
