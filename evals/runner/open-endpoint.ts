// Finds out what an endpoint serves, and makes subjects of its model.
import { hostOf, normalizeBaseUrl } from "../../core/model/base-url.ts";
import { createModelClient, type ModelClient, type ServedModel } from "../../core/model/client.ts";
import { ModelError } from "../../core/model/errors.ts";
import { durationText, type SetTimer } from "../../core/model/inactivity.ts";
import type { RunHeader } from "../../core/protocol/evaluation.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Environment } from "../load/dispatcher.ts";
import { openEndpointSockets } from "./endpoint-sockets.ts";
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
/** What it serves is known to a server without a thought; one that does not say it for so long is not there. */
const firstTimeouts = { firstByteMs: 60_000, stalledMs: 60_000 };

/** Where the proxy comes from, and what notices silence. */
export type Surroundings = { environment?: Environment; setTimer?: SetTimer };

/** @throws ModelError when it does not answer or does not serve the model, NoModel when it serves none at all */
export async function openEndpoint(
  target: Target,
  signal: AbortSignal,
  { environment = process.env, setTimer }: Surroundings = {},
): Promise<OpenEndpoint> {
  const url = normalizeBaseUrl(target.url);
  const { apiKey, model } = target;
  const sockets = openEndpointSockets(url, environment);
  const options = {
    endpoint: { id: "evaluated", url, ...(apiKey === undefined ? {} : { apiKey }) },
    fetch: sockets.fetch,
    now: () => performance.now(),
    ...(setTimer === undefined ? {} : { setTimer }),
  };
  try {
    const asking = createModelClient({ ...options, timeouts: firstTimeouts });
    const served = servedModel(url, await asking.listModels(signal), model);
    const serverVersion = served.serverVersion ?? (await asking.serverVersion(signal));
    return { url, client: createModelClient({ ...options, timeouts }), served, serverVersion };
  } catch (error) {
    // What a silent proxy still holds would keep the process alive.
    await sockets.destroy();
    throw silenceOf(error, sockets.proxy);
  }
}

/** @throws NoModel, ModelError */
function servedModel(
  url: string,
  models: readonly ServedModel[],
  wanted: string | undefined,
): ServedModel {
  const served = wanted === undefined ? models[0] : models.find(({ id }) => id === wanted);
  if (models.length === 0) throw new NoModel(url);
  if (served === undefined) throw new ModelError("model_not_found", { detail: wanted ?? "" });
  return served;
}

/** Nobody can tell from here whether the endpoint is silent or the proxy before it. */
function silenceOf(error: unknown, proxy: string | undefined): unknown {
  if (!(error instanceof ModelError) || error.code !== "timeout_first_byte") return error;
  if (proxy === undefined) return error;
  const waited = durationText(firstTimeouts.firstByteMs);
  return new ModelError(error.code, {
    detail: `${waited} through the proxy ${proxy}`,
    cause: error,
  });
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
