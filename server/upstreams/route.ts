// Which upstreams may serve a request, from what it asks for and whose it is: the configuration's rules, then its models.
// It does not know which of them is well or has room; admission chooses.
import type { GatewayConfig, RoutingRule } from "../../core/protocol/gateway-config.ts";
import type { Task, TrafficClass } from "../../core/routing/task.ts";
import { GatewayError } from "../gateway-error.ts";
import type { Target } from "../scheduling/slot.ts";
import { isAnySimulated, type ModelList, modelList } from "./model-list.ts";
import {
  classesOf,
  type ModelTable,
  modelsUpTo,
  modelTable,
  type ServingUpstream,
  tiersForClass,
} from "./model-table.ts";
import { matchesWildcard } from "./wildcard.ts";

export type RouteRequest = {
  /** The model the client names, if it does. */
  asked: string | undefined;
  task: Task;
  /** The person or CI job of the key. */
  keyName: string;
  /** Leaves out upstreams that do not serve it. */
  class?: TrafficClass;
  /** It costs no GPU, so that upstreams which keep theirs for other classes serve it too. */
  isFree?: boolean;
};

export type Route = {
  /** A name of `models`: bounded, unlike what was asked. */
  model: string;
  /** Never empty. */
  tiers: readonly (readonly Target[])[];
  /** What it waits as: the class it came with, unless it is free and its model is not for that. */
  class: TrafficClass | undefined;
  /** In words, for logs and the audit. */
  why: string;
};

export type Router = {
  /** @throws GatewayError `model_not_found`; `upstream_unavailable` where no server of the model has answered yet. */
  resolve(request: RouteRequest): Route;
  /** Those that a key can ever use whose requests are at most that urgent; unless given, all of them. */
  listModels(most?: TrafficClass): ModelList;
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
      const { model, why } = choose(config.routes, request, table());
      const { tiers, class: served } = tiersOf(model, request, table());
      return { model, why, tiers, class: served };
    },
    listModels(most) {
      const { models, serving } = table();
      return modelList(most === undefined ? models : modelsUpTo(models, most, serving), serving);
    },
    models: () => table().names,
    isSimulated: () => isAnySimulated(table().models, table().serving),
  };
}

type Table = { models: ModelTable; serving: readonly ServingUpstream[]; names: Set<string> };

function drawTable(config: GatewayConfig, serving: readonly ServingUpstream[]): Table {
  const models = modelTable(config, serving);
  return { models, serving, names: new Set(models.keys()) };
}

function choose(
  rules: readonly RoutingRule[],
  request: RouteRequest,
  table: Table,
): { model: string; why: string } {
  const asked = request.asked ?? "";
  let passedOver: { rule: number; model: string } | undefined;
  for (const [index, rule] of rules.entries()) {
    if (!holds(rule, request, asked)) continue;
    const { model } = rule;
    if (!isClosed(model, request, table)) return { model, why: `rule ${index + 1}` };
    passedOver ??= { rule: index + 1, model };
  }
  const [first] = table.models.keys();
  const model = asked === "" ? first : asked;
  if (model === undefined) throw nothingServed();
  const isServed = table.models.has(model) && !isClosed(model, request, table);
  // The rule is what was meant to serve it.
  if (passedOver !== undefined && !isServed) throw closedRule(passedOver, request, table);
  return { model, why: asked === "" ? "first model" : "asked for" };
}

/** Whether the model is there and for requests of other classes only. */
function isClosed(
  model: string,
  { class: wanted, isFree = false }: RouteRequest,
  { models, serving }: Table,
): boolean {
  const { tiers } = models.get(model) ?? { tiers: [] };
  if (isFree || wanted === undefined || tiers.length === 0) return false;
  return tiersForClass(tiers, wanted, serving).length === 0;
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
  { models, serving }: Table,
): Pick<Route, "tiers" | "class"> {
  const entry = models.get(model);
  if (entry === undefined) throw models.size === 0 ? nothingServed() : notFound(model, models);
  const [first] = entry.tiers;
  if (first === undefined) {
    throw new GatewayError(
      "upstream_unavailable",
      `No server of the model ${quoted(model)} has answered yet: try again in a moment.`,
    );
  }
  if (request.class === undefined) return { tiers: entry.tiers, class: undefined };
  const wanted = request.isFree ? classAt(first, request.class, serving) : request.class;
  const tiers = tiersForClass(entry.tiers, wanted, serving);
  if (tiers.length > 0) return { tiers, class: wanted };
  throw new GatewayError(
    "model_not_found",
    `The model ${quoted(model)} ${forOthers(model, request, { models, serving })}: ask for another model, or name the task in the header X-Tandem-Task.`,
  );
}

/** Where it would be served were it of the right class; a model of another name has another tokenizer. */
function classAt(
  first: readonly Target[],
  wanted: TrafficClass,
  serving: readonly ServingUpstream[],
): TrafficClass {
  const served = classesOf([first], serving);
  return served.includes(wanted) ? wanted : (served[0] ?? wanted);
}

function closedRule(
  { rule, model }: { rule: number; model: string },
  request: RouteRequest,
  table: Table,
): GatewayError {
  return new GatewayError(
    "model_not_found",
    `Rule ${rule} of the gateway sends this to the model ${quoted(model)}, which ${forOthers(model, request, table)}: ask for another model.`,
  );
}

function forOthers(
  model: string,
  request: RouteRequest,
  { models, serving }: Pick<Table, "models" | "serving">,
): string {
  const classes = classesOf(models.get(model)?.tiers ?? [], serving);
  const what = classes.length === 1 ? "class" : "classes";
  return `takes requests of the ${what} ${classes.join(", ")} only, and this one is of the class ${request.class}`;
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
