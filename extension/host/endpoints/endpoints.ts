// From a task to a client with a model that can be asked right now: settings, key, routing and the endpoint's own list
// of models come together here. Knows nothing of what is asked and nothing of the connection shown to the user.

import { type Capabilities, createCapabilityCache } from "../../../core/model/capabilities.ts";
import type { ModelClient, ServedModel } from "../../../core/model/client.ts";
import { ModelError } from "../../../core/model/errors.ts";
import type { Endpoint } from "../../../core/model/request.ts";
import { type Route, routeFor } from "../../../core/routing/route.ts";
import type { Task } from "../../../core/routing/task.ts";
import type { SettingsStore } from "../../config.ts";
import { t } from "../../words.ts";
import type { Keys } from "../secrets.ts";
import { SetupError } from "../setup-error.ts";
import { createClients } from "./clients.ts";
import { noRouteWords, whyWords } from "./route-words.ts";

export type Connected = {
  client: ModelClient;
  endpoint: Endpoint;
  /** The name the endpoint serves the model under. */
  model: string;
  /** Tokens, prompt and answer together. */
  contextWindow: number;
  maxAnswerTokens: number;
  /** Why this model serves the task, in words for the user. */
  why: string;
  /** Left out while nobody has asked it. */
  seesImages?: boolean;
};

export type Endpoints = {
  /** @throws SetupError or ModelError */
  connect(task: Task, signal: AbortSignal): Promise<Connected>;
  /** The same by a model that the person chose, whatever the routes say. */
  connectTo(route: Route, task: Task, signal: AbortSignal): Promise<Connected>;
  /** @throws SetupError */
  routeOf(task: Task): Promise<Route>;
  /** Asks the endpoint for its models now; gives up on silence within seconds. @throws ModelError */
  listModels(url: string, signal: AbortSignal): Promise<readonly ServedModel[]>;
  /** A client for an endpoint, with its key. */
  clientFor(url: string): Promise<{ client: ModelClient; endpoint: Endpoint }>;
  /** What is known of an endpoint and, by its served name, one of its models. */
  known(url: string, model?: string): Capabilities;
  /** Keeps what a probe found out. */
  learn(url: string, model: string | undefined, found: Capabilities): void;
  /** Forgets what is known of endpoints and their models, because it may have changed. */
  forget(): void;
};

/** Where the endpoint does not tell its context window; every model worth chatting with has at least this. */
const cautiousContextWindow = 16_384;
const maxAnswerTokens = 8_192;
/** Listing models costs a healthy server milliseconds, so silence means trouble long before an answer would be due. */
const listTimeouts = { firstByteMs: 10_000, stalledMs: 10_000 };
/** Nobody waits longer than this for ghost text; the settings are for answers that may take minutes. */
const inlineTimeouts = { firstByteMs: 10_000, stalledMs: 5_000 };

export function createEndpoints(settings: SettingsStore, keys: Keys): Endpoints {
  const clients = createClients();
  const capabilities = createCapabilityCache();

  const withKey = async (endpoint: Endpoint): Promise<Endpoint> => {
    const apiKey = await keys.keyFor(endpoint.url);
    return apiKey === undefined ? endpoint : { ...endpoint, apiKey };
  };
  const routeOf = async (task: Task): Promise<Route> => {
    const { config, problem } = await settings.current();
    const route = routeFor(task, config);
    if (!("problem" in route)) return route;
    if (problem !== undefined) throw new SetupError("invalid_settings", problem);
    throw new SetupError(route.problem, noRouteWords(route));
  };
  const listModels = async (url: string, signal: AbortSignal) => {
    const endpoint = await withKey({ id: url, url });
    const client = await clients.clientFor(endpoint, listTimeouts);
    const models = await client.listModels(signal);
    capabilities.add(url, undefined, { models });
    return models;
  };
  const connectTo = async (route: Route, task: Task, signal: AbortSignal): Promise<Connected> => {
    const { config } = await settings.current();
    const endpoint = await withKey(route.endpoint);
    const needsList = route.model === undefined || route.model.contextWindow === undefined;
    const models = needsList
      ? (capabilities.get(endpoint.url)?.models ??
        (await listIfPossible(() => listModels(endpoint.url, signal), route)))
      : [];
    const chosen = chosenModel(route, models);
    const seesImages = capabilities.get(endpoint.url, chosen.model)?.vision;
    return {
      client: await clients.clientFor(
        endpoint,
        task === "inline" ? inlineTimeouts : config.timeouts,
      ),
      endpoint,
      why: whyWords(route),
      ...(seesImages === undefined ? {} : { seesImages }),
      ...chosen,
    };
  };
  return {
    routeOf,
    listModels,
    connect: async (task, signal) => connectTo(await routeOf(task), task, signal),
    connectTo,
    clientFor: async (url) => {
      const { config } = await settings.current();
      const endpoint = await withKey({ id: url, url });
      return { client: await clients.clientFor(endpoint, config.timeouts), endpoint };
    },
    known: (url, model) => ({ ...capabilities.get(url), ...capabilities.get(url, model) }),
    learn: (url, model, found) => capabilities.add(url, model, found),
    forget: () => capabilities.invalidate(),
  };
}

/** Servers that do not list their models can be asked all the same when the settings name one. */
async function listIfPossible(
  list: () => Promise<readonly ServedModel[]>,
  route: Route,
): Promise<readonly ServedModel[]> {
  try {
    return await list();
  } catch (error) {
    const listsNothing =
      error instanceof ModelError &&
      (error.code === "not_openai" ||
        error.code === "bad_response" ||
        error.code === "bad_request");
    if (route.model !== undefined && listsNothing) return [];
    throw error;
  }
}

function chosenModel(
  route: Route,
  models: readonly ServedModel[],
): Pick<Connected, "model" | "contextWindow" | "maxAnswerTokens"> {
  const model = route.model?.model ?? models[0]?.id;
  if (model === undefined) throw new SetupError("no_model", t("The endpoint serves no model."));
  const served = models.find(({ id }) => id === model);
  const contextWindow =
    route.model?.contextWindow ?? served?.contextWindow ?? cautiousContextWindow;
  return {
    model,
    contextWindow,
    maxAnswerTokens:
      route.model?.maxOutputTokens ?? Math.min(maxAnswerTokens, Math.floor(contextWindow / 4)),
  };
}
