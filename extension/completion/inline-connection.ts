// The model that inline completion is routed to, found once and kept: endpoint, context window, and the family by which it
// fills in the middle. Knows no prompts; when to find it anew is its owner's business.
import type { InlineModel } from "../../core/completion/inline-model.ts";
import type { Capabilities } from "../../core/model/capabilities.ts";
import type { SettingsStore } from "../config.ts";
import type { Connected, Endpoints } from "../host/endpoints/endpoints.ts";
import { findingWords } from "../host/finding-words.ts";
import { SetupError } from "../host/setup-error.ts";

export type InlineConnection = {
  model: InlineModel;
  endpointUrl: string;
  isSimulated: boolean;
  /** Whether chat is served by the very same model. */
  isChatModel: boolean;
};

/** @throws SetupError or ModelError, or the signal's reason */
export async function connectInline(
  { settings, endpoints }: { settings: SettingsStore; endpoints: Endpoints },
  signal: AbortSignal,
): Promise<InlineConnection> {
  const connected = await endpoints.connect("inline", signal);
  const { client, endpoint, model, contextWindow } = connected;
  const { familyOf } = await import("../../core/completion/fim/families.ts");
  const { stopTokenIdsOf } = await import("../../core/completion/fim/recognise.ts");
  const fim = await fimOf(connected, { settings, endpoints }, signal);
  const family = familyOf(fim.family);
  const known = endpoints.known(endpoint.url, model);
  return {
    model: {
      client,
      model,
      contextWindow,
      family,
      stopTokenIds: stopTokenIdsOf({ family, tokenIds: fim.tokenIds }),
    },
    endpointUrl: endpoint.url,
    isSimulated: known.models?.some(({ id, isSimulated }) => id === model && isSimulated) ?? false,
    isChatModel: await servesChat(connected, endpoints, signal),
  };
}

type Fim = NonNullable<Capabilities["fim"]>;

async function fimOf(
  { client, endpoint, model }: Connected,
  { settings, endpoints }: { settings: SettingsStore; endpoints: Endpoints },
  signal: AbortSignal,
): Promise<Fim> {
  const { config } = await settings.current();
  const wanted = config.models.find((configured) => configured.id === config.routes.inline)?.fim;
  const { fim: known } = endpoints.known(endpoint.url, model);
  if (known?.verdict === "fills" && (wanted === undefined || known.family === wanted)) return known;
  const { probeFim } = await import("../../core/completion/fim/probe-fim.ts");
  const finding = await probeFim({ client, model }, wanted, signal);
  const { learned, error } = finding;
  if (error !== undefined) throw error;
  if (learned !== undefined) endpoints.learn(endpoint.url, model, learned);
  const fim = learned?.fim;
  if (fim === undefined || fim === null) {
    throw new SetupError("no_fim", findingWords(finding).summary);
  }
  // An odd answer to one small question is no proof; prose, Markdown and spelt-out tokens are.
  const isWrong = fim.verdict === "prose" || fim.verdict === "fences" || fim.verdict === "specials";
  if (isWrong) throw new SetupError("wrong_fim", findingWords(finding).summary);
  return fim;
}

/** Chat that cannot be connected is no reason to keep completion back. */
async function servesChat(
  inline: Connected,
  endpoints: Endpoints,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const chat = await endpoints.connect("chat", signal);
    return chat.endpoint.url === inline.endpoint.url && chat.model === inline.model;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error) return false;
    throw error;
  }
}
