// What a run can be started with: the endpoints of the settings and what each serves, the workspace's folders, and what was
// chosen last time. Every endpoint is asked at the same time, and one that fails says why without holding up the others.
import * as vscode from "vscode";
import { hostOf } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { SettingsStore } from "../config.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { describeError, type Log } from "../host/log.ts";
import type { EndpointView, Setup, StartRequest } from "../webview/evals/messages.ts";
import { t } from "../words.ts";
import { parseHardware, parseStartRequest } from "./intent-schema.ts";
import { openFolders } from "./open-folders.ts";
import { listingProblem, problem } from "./problems.ts";

export type SetupDeps = {
  settings: SettingsStore;
  endpoints: Endpoints;
  log: Log;
  /** Of the person, on this machine. */
  memory: vscode.Memento;
};

export type SetupWatch = {
  /** Asks all endpoints anew; what comes of it is told piece by piece. */
  look(): Promise<void>;
  now(): Setup | undefined;
  remember(request: StartRequest): Promise<void>;
  /** Asks no more. */
  rest(): void;
};

const lastKey = "evaluations.last";
const hardwareKey = "evaluations.hardware";

export function createSetup(deps: SetupDeps, onChange: (setup: Setup) => void): SetupWatch {
  const { settings, memory } = deps;
  let setup: Setup | undefined;
  let looking: AbortController | undefined;

  const rest = () => looking?.abort();
  const show = (next: Setup) => {
    setup = next;
    onChange(next);
  };
  const look = async () => {
    rest();
    looking = new AbortController();
    const { signal } = looking;
    const { config, problem: fault } = await settings.current();
    if (signal.aborted) return;
    const known = new Map(setup?.endpoints.map((view) => [view.url, view.models]));
    show({
      endpoints: config.endpoints.map(({ id, url }) => ({
        id,
        url,
        host: hostOf(url),
        // What was known stays on screen while it is asked for again.
        models: stillKnown(known.get(url)),
        ...hardwareOf(memory, id),
      })),
      ...(fault === undefined ? {} : { problem: problem(fault, "openSettings") }),
      ...(fault === undefined && config.endpoints.length === 0 ? { problem: noEndpoint() } : {}),
      ...workspace(),
      ...lastChoice(memory),
    });
    const asking = config.endpoints.map(async ({ id, url }) => {
      const models = await modelsOf(url, deps, signal);
      if (models === undefined || signal.aborted || setup === undefined) return;
      const endpoints = setup.endpoints.map((view) =>
        view.id === id ? { ...view, models } : view,
      );
      show({ ...setup, endpoints });
    });
    await Promise.all(asking);
  };
  return {
    look,
    rest,
    now: () => setup,
    remember: async (request) => {
      const { endpoint, hardware } = request;
      const all = memory.get<Record<string, unknown>>(hardwareKey, {});
      await memory.update(hardwareKey, { ...all, [endpoint]: hardware });
      await memory.update(lastKey, request);
      if (setup === undefined) return;
      const endpoints = setup.endpoints.map(({ hardware: _, ...view }) => ({
        ...view,
        ...hardwareOf(memory, view.id),
      }));
      show({ ...setup, endpoints, ...lastChoice(memory) });
    },
  };
}

const noEndpoint = () =>
  problem(
    t("There is no endpoint yet. Name the vLLM server you want to evaluate."),
    "connectEndpoint",
  );

function stillKnown(models: EndpointView["models"] | undefined): EndpointView["models"] {
  return models?.state === "known" ? models : { state: "loading" };
}

/** Undefined when it was aborted. */
async function modelsOf(
  url: string,
  { endpoints, log }: SetupDeps,
  signal: AbortSignal,
): Promise<EndpointView["models"] | undefined> {
  try {
    const served = await endpoints.listModels(url, signal);
    const list = served.map(({ id, contextWindow, isSimulated }) => ({
      id,
      isSimulated,
      ...(contextWindow === undefined ? {} : { contextWindow }),
    }));
    return { state: "known", list };
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof ModelError)) throw error;
    log.info(`evaluation: models of ${hostOf(url)}: ${describeError(error)}`);
    return { state: "failed", problem: listingProblem(error) };
  }
}

function workspace(): Pick<Setup, "folders" | "isTrusted"> {
  const { isTrusted } = vscode.workspace;
  return { isTrusted, folders: isTrusted ? openFolders().map(({ name }) => name) : [] };
}

function hardwareOf(memory: vscode.Memento, endpoint: string): Pick<EndpointView, "hardware"> {
  const hardware = parseHardware(memory.get<Record<string, unknown>>(hardwareKey, {})[endpoint]);
  return hardware === undefined ? {} : { hardware };
}

function lastChoice(memory: vscode.Memento): Pick<Setup, "last"> {
  const request = parseStartRequest(memory.get(lastKey));
  if (request === undefined) return {};
  const { endpoint, model } = request;
  const { profile, withLoad } = request.kind === "evaluation" ? request : {};
  return {
    last: {
      endpoint,
      model,
      ...hardwareOf(memory, endpoint),
      ...(profile === undefined ? {} : { profile }),
      ...(withLoad === undefined ? {} : { withLoad }),
    },
  };
}
