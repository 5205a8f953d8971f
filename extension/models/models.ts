// The commands that say which endpoint and model Tandem uses: Connect Endpoint, Set API Key, Select Model. They write
// user settings and secrets and never a workspace's files.

import * as vscode from "vscode";
import { hostOf, normalizeBaseUrl } from "../../core/model/base-url.ts";
import type { ServedModel } from "../../core/model/client.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { Route } from "../../core/routing/route.ts";
import type { Task } from "../../core/routing/task.ts";
import type { SettingsStore } from "../config.ts";
import type { Connected, Endpoints } from "../host/endpoints/endpoints.ts";
import { errorText } from "../host/error-words.ts";
import { describeError, type Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import type { Keys } from "../host/secrets.ts";
import type { Config } from "../settings-schema.ts";
import { spokenLanguage, t } from "../words.ts";
import { withChosenModel, withEndpoint } from "./settings-edits.ts";

export type Models = {
  connectEndpoint(signal: AbortSignal): Promise<void>;
  setApiKey(signal: AbortSignal): Promise<void>;
  selectModel(task: ChoosableTask, signal: AbortSignal): Promise<void>;
  /** Lets the person choose a model for one question, and writes nothing. */
  pickModel(signal: AbortSignal): Promise<ConnectToPicked | undefined>;
};

export type ConnectToPicked = (task: Task, signal: AbortSignal) => Promise<Connected>;

/** The tasks that people choose models for; the others follow chat unless the settings say otherwise. */
export type ChoosableTask = "chat" | "inline";

export type ModelsDeps = {
  settings: SettingsStore;
  endpoints: Endpoints;
  keys: Keys;
  notify: Notify;
  log: Log;
};

type EndpointSetting = Config["endpoints"][number];

export function createModels(deps: ModelsDeps): Models {
  return {
    connectEndpoint: (signal) => connectEndpoint(deps, signal),
    setApiKey: () => setApiKey(deps),
    selectModel: (task, signal) => selectModel(deps, task, signal),
    pickModel: (signal) => pickModel(deps, signal),
  };
}

async function connectEndpoint(deps: ModelsDeps, signal: AbortSignal): Promise<void> {
  const { settings, keys, notify } = deps;
  const typed = await vscode.window.showInputBox({
    title: t("Connect Endpoint"),
    prompt: t(
      "The URL of your vLLM or other OpenAI-compatible server. It is written to your user settings.",
    ),
    placeHolder: "http://gpu1:8000/v1",
    ignoreFocusOut: true,
    validateInput: urlProblem,
  });
  if (typed === undefined) return;
  const url = normalizeBaseUrl(typed);
  let models = await listOrError(deps, url, signal);
  if (models instanceof ModelError && models.code === "unauthorized") {
    const key = await askForKey(url);
    if (key === undefined) return;
    await keys.store(url, key);
    models = await listOrError(deps, url, signal);
  }
  if (models instanceof ModelError) {
    const retry = { label: t("Try Another URL"), run: () => connectEndpoint(deps, signal) };
    const save = { label: t("Save Anyway"), run: () => saveEndpoint(settings, url) };
    return notify("error", errorText(models), retry, save);
  }
  await saveEndpoint(settings, url);
  const { config } = await settings.current();
  // With models in the settings the first one served is not used by itself any more.
  if (models.length > 1 || config.models.length > 0) return selectModel(deps, "chat", signal);
  const [first] = models;
  const host = hostOf(url);
  if (first === undefined) return notify("warning", t("{0} serves no model.", host));
  notify("info", t("Tandem is connected to {0} at {1}.", first.id, host));
}

async function setApiKey({ settings, keys, notify }: ModelsDeps): Promise<void> {
  const { config } = await settings.current();
  const endpoint = await pickEndpoint(config.endpoints, t("Set API Key"));
  if (endpoint === "none") return offerToConnect(notify);
  if (endpoint === undefined) return;
  const key = await askForKey(endpoint.url);
  if (key === undefined) return;
  if (key === "") await keys.forget(endpoint.url);
  else await keys.store(endpoint.url, key);
}

const choices: Record<ChoosableTask | "once", () => vscode.QuickPickOptions> = {
  chat: () => ({
    title: t("Select Model"),
    placeHolder: t("The model for chat, explanations, reviews and fixes"),
  }),
  inline: () => ({
    title: t("Select Completion Model"),
    placeHolder: t("The small, fast model that completes code while you type"),
  }),
  once: () => ({
    title: t("Ask Another Model"),
    placeHolder: t("The model that answers this question once more"),
  }),
};

async function selectModel(
  deps: ModelsDeps,
  task: ChoosableTask,
  signal: AbortSignal,
): Promise<void> {
  const chosen = await chooseModel(deps, choices[task](), signal);
  if (chosen === undefined) return;
  const { settings } = deps;
  const { config } = await settings.current();
  const edited = withChosenModel(config, {
    endpoint: chosen.endpoint.id,
    model: chosen.model.id,
    task,
  });
  await settings.write("models", edited.models);
  await settings.write("routes", edited.routes);
}

async function pickModel(
  deps: ModelsDeps,
  signal: AbortSignal,
): Promise<ConnectToPicked | undefined> {
  const chosen = await chooseModel(deps, choices.once(), signal);
  if (chosen === undefined) return undefined;
  const { config } = await deps.settings.current();
  const { endpoint, model } = chosen;
  const configured = config.models.find(
    (each) => each.endpoint === endpoint.id && each.model === model.id,
  );
  const route: Route = {
    endpoint,
    model: configured ?? { id: model.id, endpoint: endpoint.id, model: model.id },
    why: "chosen for this question",
  };
  return (task, inner) => deps.endpoints.connectTo(route, task, inner);
}

/** Lists what every endpoint serves now; undefined when nothing was chosen, which was said where it is no choice. */
async function chooseModel(
  deps: ModelsDeps,
  words: vscode.QuickPickOptions,
  signal: AbortSignal,
): Promise<ReturnType<typeof modelItem> | undefined> {
  const { settings, notify } = deps;
  const { config } = await settings.current();
  if (config.endpoints.length === 0) {
    offerToConnect(notify);
    return undefined;
  }
  const lists = await Promise.all(
    config.endpoints.map(async (endpoint) => ({
      endpoint,
      models: await listOrError(deps, endpoint.url, signal),
    })),
  );
  const items = lists.flatMap(({ endpoint, models }) =>
    models instanceof ModelError ? [] : models.map((model) => modelItem(endpoint, model)),
  );
  const firstError = lists
    .map(({ models }) => models)
    .find((models) => models instanceof ModelError);
  if (items.length === 0) {
    notify("error", firstError ? errorText(firstError) : t("No endpoint serves a model."), {
      label: t("Check Connection"),
      run: () => vscode.commands.executeCommand("tandem.checkConnection"),
    });
    return undefined;
  }
  return vscode.window.showQuickPick(items, { ...words, matchOnDescription: true });
}

function modelItem(endpoint: EndpointSetting, model: ServedModel) {
  const window =
    model.contextWindow === undefined
      ? ""
      : t("{0} tokens", model.contextWindow.toLocaleString(spokenLanguage()));
  const simulated = model.isSimulated ? t("simulated") : "";
  return {
    label: model.id,
    description: `${endpoint.id} · ${hostOf(endpoint.url)}`,
    detail: [window, simulated].filter((part) => part !== "").join(" · "),
    endpoint,
    model,
  };
}

async function pickEndpoint(
  endpoints: readonly EndpointSetting[],
  title: string,
): Promise<EndpointSetting | "none" | undefined> {
  const [first, ...others] = endpoints;
  if (first === undefined) return "none";
  if (others.length === 0) return first;
  const items = endpoints.map((endpoint) => ({
    label: endpoint.id,
    description: endpoint.url,
    endpoint,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.endpoint;
}

function askForKey(url: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: t("Set API Key"),
    prompt: t(
      "The key for {0}; leave it empty to remove the one that is stored. It goes to no other server.",
      new URL(url).origin,
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (key) =>
      /^[\x21-\x7e]*$/.test(key) ? undefined : t("A key holds only printable ASCII characters."),
  });
}

function offerToConnect(notify: Notify): void {
  notify("info", t("Tandem has no endpoint yet."), {
    label: t("Connect Endpoint"),
    run: () => vscode.commands.executeCommand("tandem.connectEndpoint"),
  });
}

async function saveEndpoint(settings: SettingsStore, url: string): Promise<void> {
  const { config } = await settings.current();
  await settings.write("endpoints", withEndpoint(config.endpoints, url));
}

async function listOrError(
  { endpoints, log }: ModelsDeps,
  url: string,
  signal: AbortSignal,
): Promise<readonly ServedModel[] | ModelError> {
  try {
    return await endpoints.listModels(url, signal);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    log.warn(`models of ${hostOf(url)}: ${describeError(error)}`);
    return error;
  }
}

function urlProblem(typed: string): string | undefined {
  try {
    normalizeBaseUrl(typed);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return t("Write it like http://gpu1:8000/v1.");
    throw error;
  }
}
