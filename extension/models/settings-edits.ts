// What Connect Endpoint and Select Model change in the settings, as pure functions of the configuration.

import { hostOf } from "../../core/model/base-url.ts";
import type { Endpoint } from "../../core/model/request.ts";
import type { ConfiguredModel, RoutingConfig } from "../../core/routing/route.ts";

type EndpointSetting = Pick<Endpoint, "id" | "url">;

/** Puts the endpoint first, which makes it the one used without routes; an endpoint known already keeps its id. */
export function withEndpoint(
  endpoints: readonly EndpointSetting[],
  url: string,
): EndpointSetting[] {
  const known = endpoints.find((endpoint) => endpoint.url === url);
  const others = endpoints.filter((endpoint) => endpoint !== known);
  const ids = new Set(others.map(({ id }) => id));
  return [{ id: known?.id ?? freeId(hostOf(url), ids), url }, ...others];
}

/**
 * Routes a task to a model, which is added when it is new. With chat go all tasks that have no route of their own, except
 * inline completion.
 */
export function withChosenModel(
  config: RoutingConfig,
  { endpoint, model, task }: { endpoint: string; model: string; task: "chat" | "inline" },
): { models: ConfiguredModel[]; routes: RoutingConfig["routes"] } {
  const known = config.models.find(
    (configured) => configured.endpoint === endpoint && configured.model === model,
  );
  const ids = new Set(config.models.map(({ id }) => id));
  const chosen = known ?? { id: freeId(model, ids), endpoint, model };
  return {
    models: known === undefined ? [...config.models, chosen] : [...config.models],
    routes: { ...config.routes, [task]: chosen.id },
  };
}

/** A name made of the characters ids may have, with a number behind it when it is taken. */
function freeId(wish: string, taken: ReadonlySet<string>): string {
  const name = wish.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "") || "endpoint";
  let id = name;
  for (let number = 2; taken.has(id); number += 1) id = `${name}-${number}`;
  return id;
}
