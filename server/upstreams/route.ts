// Which upstreams may serve a request, from what it asks for and whose it is: the configuration's rules, then its models.
// It does not know which of them is well or has room; admission chooses.
import type { GatewayConfig, RoutingRule } from "../../core/protocol/gateway-config.ts";
import type { Task, TrafficClass } from "../../core/routing/task.ts";
import { GatewayError } from "../gateway-error.ts";
import type { Target } from "../scheduling/slot.ts";
import { isAnySimulated, type ModelList, modelList } from "./model-list.ts";
import { type ModelTable, modelTable, type ServingUpstream, tiersForClass } from "./model-table.ts";
import { matchesWildcard } from "./wildcard.ts";

export type RouteRequest = {
  /** The model the client names, if it does. */
  asked: string | undefined;
  task: Task;
  /** The person or CI job of the key. */
  keyName: string;
  /** Leaves out upstreams that do not serve it. */
  class?: TrafficClass;
};

export type Route = {
  /** A name of `models`: bounded, unlike what was asked. */
  model: string;
  /** Never empty. */
  tiers: readonly (readonly Target[])[];
  /** In words, for logs and the audit. */
  why: string;
};

export type Router = {
  /** @throws GatewayError `model_not_found`; `upstream_unavailable` where no server of the model has answered yet. */
  resolve(request: RouteRequest): Route;
  listModels(): ModelList;
  /** Every name that `resolve` can give. */
  models(): ReadonlySet<string>;
  /** Whether any server behind the models is simulated. */
  isSimulated(): boolean;
};

/** Made anew with every configuration; follows what the upstreams serve. */
export function createRouter(
  config: GatewayConfig,
  upstreams: { all(): readonly ServingUpstream[]; readonly revision: number },
): Router {
  let current = drawTable(config, upstreams.all());
  let revision = upstreams.revision;
  const table = () => {
    if (upstreams.revision !== revision) {
      revision = upstreams.revision;
      current = drawTable(config, upstreams.all());
    }
    return current;
  };
  return {
    resolve(request) {
      const { models, serving } = table();
      const { model, why } = choose(config.routes, request, models);
      return { model, why, tiers: tiersOf(model, request, models, serving) };
    },
    listModels: () => modelList(table().models, table().serving),
    models: () => table().names,
    isSimulated: () => isAnySimulated(table().models, table().serving),
  };
}

function drawTable(config: GatewayConfig, serving: readonly ServingUpstream[]) {
  const models = modelTable(config, serving);
  return { models, serving, names: new Set(models.keys()) };
}

function choose(
  rules: readonly RoutingRule[],
  request: RouteRequest,
  models: ModelTable,
): { model: string; why: string } {
  const asked = request.asked ?? "";
  for (const [index, rule] of rules.entries()) {
    if (holds(rule, request, asked)) return { model: rule.model, why: `rule ${index + 1}` };
  }
  if (asked !== "") return { model: asked, why: "asked for" };
  const [first] = models.keys();
  if (first === undefined) throw nothingServed();
  return { model: first, why: "first model" };
}

function holds(rule: RoutingRule, { task, keyName }: RouteRequest, asked: string): boolean {
  return (
    (rule.task === undefined || rule.task === task) &&
    (rule.key === undefined || rule.key === keyName) &&
    (rule.asked === undefined || matchesWildcard(rule.asked, asked))
  );
}

function tiersOf(
  model: string,
  request: RouteRequest,
  models: ModelTable,
  serving: readonly ServingUpstream[],
): Route["tiers"] {
  const entry = models.get(model);
  if (entry === undefined) throw models.size === 0 ? nothingServed() : notFound(model, models);
  if (entry.tiers.length === 0) {
    throw new GatewayError(
      "upstream_unavailable",
      `No server of the model ${quoted(model)} has answered yet: try again in a moment.`,
    );
  }
  if (request.class === undefined) return entry.tiers;
  const tiers = tiersForClass(entry.tiers, request.class, serving);
  if (tiers.length > 0) return tiers;
  throw new GatewayError(
    "model_not_found",
    `No server of the model ${quoted(model)} takes requests of the class ${request.class}: ask for another model.`,
  );
}

function nothingServed(): GatewayError {
  return new GatewayError(
    "upstream_unavailable",
    "No model server has answered yet: try again in a moment.",
  );
}

/** Enough to choose from; whoever wants all of them asks for the list. */
const namesInSentence = 10;

function notFound(model: string, models: ModelTable): GatewayError {
  const names = [...models.keys()].slice(0, namesInSentence).map(quoted);
  const more = models.size > names.length ? ` or another one of ${models.size} at /v1/models` : "";
  const what = /^[\w.:/@-]{1,80}$/.test(model) ? `no model ${quoted(model)}` : "no such model";
  return new GatewayError(
    "model_not_found",
    `There is ${what} here: ask for ${names.join(", ")}${more}.`,
  );
}

function quoted(name: string): string {
  return `"${name}"`;
}
