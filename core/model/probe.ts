// Finds out step by step whether an endpoint can be used and what it can do: the quick form at start-up, the full one
// for Check Connection. It asks through the very client the features use, and knows no settings and no screen.
import type { FimFamilyId } from "../completion/fim/family.ts";
import { probeFim } from "../completion/fim/probe-fim.ts";
import { hostOf, isPlainHttpToPublicHost, normalizeBaseUrl } from "./base-url.ts";
import type { Capabilities } from "./capabilities.ts";
import type { ModelClient } from "./client.ts";
import { ModelError } from "./errors.ts";
import { advise, attempt, type Finding, failure, say } from "./finding.ts";
import { probeChat, probeSchema, probeTokenizer, probeTools, type Subject } from "./probe-model.ts";
import type { Endpoint } from "./request.ts";
import type { ServedModel } from "./server-facts.ts";

export const probeSteps = [
  "url",
  "connect",
  "key",
  "models",
  "version",
  "tokenizer",
  "chat",
  "structuredOutput",
  "tools",
  "fim",
] as const;
export type ProbeStep = (typeof probeSteps)[number];

export type StepResult = { step: ProbeStep } & Finding;

export type ProbeOptions = {
  /** The URL may be as a person typed it. */
  endpoint: Endpoint;
  createClient: (endpoint: Endpoint) => ModelClient;
  /** The model that must be served; the first one served when left out. */
  model?: string;
  /** What the last step asks: the model of inline completion where it is another one, and the family the settings name. */
  inline?: { model: string; fim?: FimFamilyId };
  form: "quick" | "full";
};

/** Yields one result for every step of the form; after an essential step has failed the rest are `skipped`. */
export async function* probeEndpoint(
  options: ProbeOptions,
  signal: AbortSignal,
): AsyncGenerator<StepResult, void, undefined> {
  const steps = options.form === "quick" ? probeSteps.slice(0, 5) : probeSteps;
  let done = 0;
  for await (const result of usableSteps(options, signal)) {
    yield result;
    done += 1;
    if (result.outcome === "failed") break;
    if (done === steps.length) return;
  }
  for (const step of steps.slice(done)) {
    yield { step, outcome: "skipped", ...say("Not tried, because an earlier step failed.") };
  }
}

/** What a finished or broken off probe has found out. */
export function capabilitiesFrom(results: readonly StepResult[]): Capabilities {
  return Object.assign({}, ...results.map(({ learned }) => learned));
}

async function* usableSteps(
  options: ProbeOptions,
  signal: AbortSignal,
): AsyncGenerator<StepResult, void, undefined> {
  const address = await attempt(() => normalizeBaseUrl(options.endpoint.url));
  if (address instanceof ModelError) {
    yield { step: "url", ...failure(address) };
    return;
  }
  yield { step: "url", ...readAddress(address) };

  const client = options.createClient({ ...options.endpoint, url: address });
  const models = await attempt(() => client.listModels(signal));
  yield* reachability(models, address, options.endpoint.apiKey);
  if (models instanceof ModelError) return;
  const chosen = chooseModel(models, options.model);
  yield { step: "models", ...chosen };
  const model = chosen.learned?.model;
  if (model === undefined) return;

  const served = models.find(({ id }) => id === model);
  yield { step: "version", ...(await probeVersion(client, served, signal)) };
  const subject = { client, model };
  yield { step: "tokenizer", ...(await probeTokenizer(subject, signal)) };
  yield { step: "chat", ...(await probeChat(subject, signal)) };
  yield { step: "structuredOutput", ...(await probeSchema(subject, signal)) };
  yield { step: "tools", ...(await probeTools(subject, signal)) };
  yield { step: "fim", ...(await probeInline(subject, options.inline, signal)) };
}

async function probeInline(
  subject: Subject,
  inline: ProbeOptions["inline"],
  signal: AbortSignal,
): Promise<Finding> {
  if (inline === undefined || inline.model === subject.model) {
    return probeFim(subject, inline?.fim, signal);
  }
  // What is learned here is of another model than the rest of the probe.
  const { learned: _, ...finding } = await probeFim({ ...subject, ...inline }, inline.fim, signal);
  const summary = `${inline.model}: ${finding.summary}`;
  return { ...finding, summary, about: inline.model };
}

function readAddress(address: string): Finding {
  const said = say("The base URL is {0}.", address);
  if (!isPlainHttpToPublicHost(address)) return { outcome: "ok", ...said };
  const remedy = advise(
    "Code and key travel there unencrypted: use https:// unless the network is yours.",
  );
  return { outcome: "warning", ...said, remedy };
}

/** The list of models answers two questions at once: whether the endpoint is there, and whether it lets us in. */
function* reachability(
  models: ServedModel[] | ModelError,
  url: string,
  apiKey: string | undefined,
): Generator<StepResult> {
  const isUnauthorized = models instanceof ModelError && models.code === "unauthorized";
  if (models instanceof ModelError && !isUnauthorized) {
    yield { step: "connect", ...failure(models) };
    return;
  }
  yield { step: "connect", outcome: "ok", ...say("{0} answers.", hostOf(url)) };
  if (isUnauthorized) yield { step: "key", ...failure(models) };
  else {
    const said = apiKey ? say("The API key is accepted.") : say("No API key is needed.");
    yield { step: "key", outcome: "ok", ...said };
  }
}

function chooseModel(models: readonly ServedModel[], wanted: string | undefined): Finding {
  const chosen =
    wanted === undefined
      ? models[0]
      : models.find(({ id, root }) => id === wanted || root === wanted);
  if (chosen === undefined) {
    const served = models.map(({ id }) => id).join(", ");
    const error = new ModelError("model_not_found", wanted === undefined ? {} : { detail: wanted });
    return models.length === 0
      ? {
          outcome: "failed",
          ...say("The endpoint serves no model."),
          remedy: advise("Start the server with a model, or choose another endpoint."),
          error,
        }
      : {
          ...failure(error),
          ...say("The endpoint serves {0}, but not {1}.", served, wanted ?? ""),
        };
  }
  const { id, contextWindow, isSimulated } = chosen;
  return {
    outcome: "ok",
    ...servingWords(chosen),
    learned: {
      models: [...models],
      model: id,
      isSimulated,
      ...(contextWindow === undefined ? {} : { contextWindow }),
    },
  };
}

function servingWords({ id, contextWindow, isSimulated }: ServedModel): ReturnType<typeof say> {
  if (contextWindow === undefined) {
    return isSimulated ? say("Serves {0}, simulated.", id) : say("Serves {0}.", id);
  }
  return isSimulated
    ? say("Serves {0} with a window of {1} tokens, simulated.", id, contextWindow)
    : say("Serves {0} with a window of {1} tokens.", id, contextWindow);
}

async function probeVersion(
  client: ModelClient,
  served: ServedModel | undefined,
  signal: AbortSignal,
): Promise<Finding> {
  const version = served?.serverVersion ?? (await attempt(() => client.serverVersion(signal)));
  if (version === undefined || version instanceof ModelError) {
    return { outcome: "skipped", ...say("The server does not tell its version.") };
  }
  const isVllm = served?.ownedBy.endsWith("vllm") === true;
  return {
    outcome: "ok",
    ...(isVllm
      ? say("vLLM has version {0}.", version)
      : say("The server has version {0}.", version)),
    learned: { serverVersion: version },
  };
}
