// Finds out what an endpoint serves, and makes subjects of its model.
import { hostOf, normalizeBaseUrl } from "../../core/model/base-url.ts";
import { createModelClient, type ModelClient, type ServedModel } from "../../core/model/client.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { RunHeader } from "../../core/protocol/evaluation.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Subject } from "./solver.ts";
import { createSubject } from "./subject.ts";

export type Target = {
  /** As a person types it. */
  url: string;
  /** The endpoint's first unless given. */
  model?: string;
  /** Comes by the environment and is stored nowhere. */
  apiKey?: string;
};

export type OpenEndpoint = {
  url: string;
  client: ModelClient;
  served: ServedModel;
  serverVersion: string | undefined;
};

/** The endpoint answers and has nothing to evaluate. */
export class NoModel extends Error {
  readonly code = "no_model";

  constructor(url: string) {
    super(`The endpoint at ${hostOf(url)} serves no model: wait until it has loaded one.`);
    this.name = "NoModel";
  }
}

/** Silence that is no failure: tool turns and long prompts take minutes on a busy server. */
const timeouts = { firstByteMs: 600_000, stalledMs: 120_000 };

/** @throws ModelError when it does not answer or does not serve the model, NoModel when it serves none at all */
export async function openEndpoint(target: Target, signal: AbortSignal): Promise<OpenEndpoint> {
  const url = normalizeBaseUrl(target.url);
  const { apiKey, model } = target;
  const client = createModelClient({
    endpoint: { id: "evaluated", url, ...(apiKey === undefined ? {} : { apiKey }) },
    fetch,
    now: () => performance.now(),
    timeouts,
  });
  const models = await client.listModels(signal);
  const served = model === undefined ? models[0] : models.find(({ id }) => id === model);
  if (models.length === 0) throw new NoModel(url);
  if (served === undefined) throw new ModelError("model_not_found", { detail: model ?? "" });
  return { url, client, served, serverVersion: await client.serverVersion(signal) };
}

export function endpointFacts({ url, served, serverVersion }: OpenEndpoint): RunHeader["endpoint"] {
  const { id, contextWindow, isSimulated } = served;
  return {
    url,
    model: id,
    ...(serverVersion === undefined ? {} : { serverVersion }),
    // Tokens are whole, whatever a server says.
    ...(contextWindow === undefined ? {} : { contextWindow: Math.floor(contextWindow) }),
    isSimulated,
  };
}

export function subjectOf(
  { client, served }: OpenEndpoint,
  as: Exchange["to"],
  seed: number,
): Subject {
  const { id: model, contextWindow } = served;
  return createSubject({ client, model, as, seed, contextWindow });
}
