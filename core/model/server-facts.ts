// Asks a server what it is and what it serves, by the routes vLLM has beside generating. Knows how to ask, not what the
// answers mean for the user.
import * as z from "zod";
import { besideBase, hostOf } from "./base-url.ts";
import { ModelError, type ModelErrorCode } from "./errors.ts";
import { type Connection, type Outgoing, sendForJson } from "./exchange.ts";
import type { SetTimer, Timeouts } from "./inactivity.ts";
import { openLifeline } from "./lifeline.ts";

export type ServedModel = {
  id: string;
  /** Tokens, prompt and answer together. */
  contextWindow?: number;
  /** The model's own name when `id` is an alias. */
  root?: string;
  ownedBy: string;
  /** Of the server behind the model, where a gateway tells it. */
  serverVersion?: string;
  isSimulated: boolean;
};

type Asking = Connection & { timeouts: Timeouts; setTimer?: SetTimer };

/** What is longer comes from no server that means well; it would be shown, stored and told over and over. */
const longestName = 1000;
const longestVersion = 200;
const modelsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      owned_by: z.string().catch(""),
      root: z.string().nullish().catch(undefined),
      max_model_len: z.number().nullish().catch(undefined),
      server_version: z.string().max(longestVersion).nullish().catch(undefined),
    }),
  ),
});
const versionSchema = z.object({ version: z.string().max(longestVersion) });
const tokensSchema = z.object({ tokens: z.array(z.number()) });

export async function listModels(asking: Asking, signal: AbortSignal): Promise<ServedModel[]> {
  const { url } = asking.endpoint;
  const { payload, headers } = await ask(asking, { url: `${url}/models` }, signal);
  const parsed = modelsSchema.safeParse(payload);
  if (!parsed.success) throw new ModelError("not_openai", { detail: hostOf(url) });
  const isSimulated = headers.get("x-simulated") === "true";
  const named = parsed.data.data.filter(({ id }) => id !== "" && id.length <= longestName);
  return named.map(({ id, owned_by: ownedBy, ...card }) => ({
    id,
    ...(card.max_model_len ? { contextWindow: card.max_model_len } : {}),
    ...(card.root ? { root: card.root } : {}),
    ownedBy,
    ...(card.server_version ? { serverVersion: card.server_version } : {}),
    isSimulated: isSimulated || ownedBy.startsWith("simulated-"),
  }));
}

/** Of the server itself; one behind a gateway is told with its model. */
export async function serverVersion(
  asking: Asking,
  signal: AbortSignal,
): Promise<string | undefined> {
  const url = besideBase(asking.endpoint.url, "/version");
  const answer = await unlessAbsent(ask(asking, { url }, signal));
  return versionSchema.safeParse(answer?.payload).data?.version;
}

export async function tokenize(
  asking: Asking,
  { model, text }: { model: string; text: string },
  signal: AbortSignal,
): Promise<number[] | undefined> {
  const url = besideBase(asking.endpoint.url, "/tokenize");
  const body = { model, prompt: text, add_special_tokens: false };
  const answer = await unlessAbsent(ask(asking, { url, body }, signal));
  return tokensSchema.safeParse(answer?.payload).data?.tokens;
}

async function ask(asking: Asking, outgoing: Omit<Outgoing, "accept">, signal: AbortSignal) {
  const lifeline = openLifeline({ ...asking, host: hostOf(asking.endpoint.url) }, signal);
  let isComplete = false;
  try {
    const answer = await sendForJson(asking, outgoing, lifeline.controller.signal);
    isComplete = true;
    return answer;
  } catch (error) {
    throw lifeline.explain(error, false);
  } finally {
    lifeline.release(isComplete);
  }
}

/** How servers and gateways say that they have no such route or do not let it through. */
const absent: readonly ModelErrorCode[] = [
  "not_openai",
  "model_not_found",
  "bad_request",
  "bad_response",
  "unauthorized",
];

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ModelError && absent.includes(error.code)) return undefined;
    throw error;
  }
}
