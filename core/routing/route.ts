// Which model serves a task. A pure function of the configuration and of what the endpoints say they serve; it knows
// no network, no settings and no health.
import type { FimFamilyId } from "../completion/fim/family.ts";
import type { Endpoint } from "../model/request.ts";
import type { Task } from "./task.ts";

export type ConfiguredModel = {
  /** The name routes use. */
  id: string;
  endpoint: string;
  /** The name the endpoint serves it under. */
  model: string;
  /** Tokens; overrides what the endpoint reports. */
  contextWindow?: number;
  maxOutputTokens?: number;
  /** How it is asked to fill in the middle; overrides what a probe finds. */
  fim?: FimFamilyId;
};

export type RoutingConfig = {
  endpoints: readonly Endpoint[];
  models: readonly ConfiguredModel[];
  /** Task to model id. */
  routes: Readonly<Partial<Record<Task, string>>>;
};

export type Route = {
  endpoint: Endpoint;
  /** Undefined: nobody named a model, so the first one the endpoint serves is used. */
  model?: ConfiguredModel;
  /** Why this model, in words for the user. */
  why: string;
  /** The task whose route it is; left out where no route names the model. */
  routedBy?: Task;
};

export type NoRoute = {
  problem: "no_endpoint" | "no_inline_model" | "unknown_model" | "unknown_endpoint";
  /** What is wrong, in words for the user. */
  detail: string;
  /** The ids of the settings that the words name: of the model, of the endpoint. */
  names?: { model: string; endpoint?: string };
};

/** Tasks that fall back to another task's route when they have none of their own. */
const inherits: Partial<Record<Task, Task>> = {
  explain: "chat",
  review: "chat",
  fix: "chat",
  edit: "fix",
  eval: "chat",
  judge: "chat",
  batch: "chat",
};

export function routeFor(task: Task, config: RoutingConfig): Route | NoRoute {
  const [firstEndpoint] = config.endpoints;
  if (firstEndpoint === undefined) {
    return { problem: "no_endpoint", detail: "No endpoint is configured." };
  }
  for (let current: Task | undefined = task; current !== undefined; current = inherits[current]) {
    const id = config.routes[current];
    if (id === undefined) continue;
    const route = routeToModel(id, `route for ${current}`, config);
    return "problem" in route ? route : { ...route, routedBy: current };
  }
  // Inline completion needs a model of its own: the chat model is never used for it silently.
  if (task === "inline") {
    return { problem: "no_inline_model", detail: "No model is routed to inline completion." };
  }
  // The model of inline completion is small and fast: chat does not fall to it because it is the only one named.
  const firstModel = config.models.find(({ id }) => id !== config.routes.inline);
  if (firstModel !== undefined)
    return routeToModel(firstModel.id, "first configured model", config);
  return { endpoint: firstEndpoint, why: "first model the endpoint serves" };
}

function routeToModel(id: string, why: string, config: RoutingConfig): Route | NoRoute {
  const model = config.models.find((candidate) => candidate.id === id);
  if (model === undefined) {
    return {
      problem: "unknown_model",
      detail: `tandem.routes names the model "${id}", which tandem.models lacks.`,
      names: { model: id },
    };
  }
  const endpoint = config.endpoints.find((candidate) => candidate.id === model.endpoint);
  if (endpoint === undefined) {
    return {
      problem: "unknown_endpoint",
      detail: `The model "${id}" names the endpoint "${model.endpoint}", which tandem.endpoints lacks.`,
      names: { model: id, endpoint: model.endpoint },
    };
  }
  return { endpoint, model, why };
}
