// Check Connection: runs the full probe against every configured endpoint and opens a report that names the step that
// failed and the remedy. It changes nothing.

import * as vscode from "vscode";
import type { ProbeOptions, StepResult } from "../../core/model/probe.ts";
import type { Endpoint } from "../../core/model/request.ts";
import type { SettingsStore } from "../config.ts";
import { signalOf } from "../host/abort.ts";
import type { ConnectionWatch } from "../host/endpoints/connection.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { findingWords } from "../host/finding-words.ts";
import type { Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import { t } from "../words.ts";
import { type CheckedEndpoint, connectionReport, stepName } from "./report.ts";

export type Doctor = vscode.Disposable & {
  checkConnection(signal: AbortSignal): Promise<void>;
};

export type DoctorDeps = {
  settings: SettingsStore;
  endpoints: Endpoints;
  connection: ConnectionWatch;
  notify: Notify;
  log: Log;
};

const reportScheme = "tandem-report";

export function createDoctor(deps: DoctorDeps): Doctor {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const reportUri = vscode.Uri.from({
    scheme: reportScheme,
    path: `/${t("Connection Check")}.md`,
  });
  let report = "";
  const registration = vscode.workspace.registerTextDocumentContentProvider(reportScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => report,
  });
  const check = async (signal: AbortSignal) => {
    const { config, problem } = await deps.settings.current();
    if (config.endpoints.length === 0) return offerToConnect(problem, deps.notify);
    const checked = await withProgress(signal, (onStep, both) => checkAll(deps, onStep, both));
    if (checked === undefined) return;
    // Looking again forgets what was known, so it comes before what the check has found out.
    deps.connection.look();
    const { capabilitiesFrom } = await import("../../core/model/probe.ts");
    for (const { url, results } of checked) {
      const found = capabilitiesFrom(results);
      deps.endpoints.learn(url, found.model, found);
      deps.log.info(`check ${url}: ${outcomesOf(results)}`);
    }
    const problemLine = problem === undefined ? "" : `\n> ${problem}\n`;
    report = connectionReport(checked) + problemLine;
    changed.fire(reportUri);
    await showReport(reportUri);
  };
  return {
    checkConnection: check,
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}

function offerToConnect(problem: string | undefined, notify: Notify): void {
  if (problem !== undefined) {
    const open = () => vscode.commands.executeCommand("tandem.openSettings");
    notify("warning", problem, { label: t("Open Settings"), run: open });
    return;
  }
  notify("info", t("Tandem has no endpoint to check yet."), {
    label: t("Connect Endpoint"),
    run: () => vscode.commands.executeCommand("tandem.connectEndpoint"),
  });
}

/** Undefined when it was cancelled. */
async function withProgress<T>(
  signal: AbortSignal,
  work: (onStep: (name: string) => void, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t("Tandem: checking the connection"),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const both = signalOf(token, signal);
    try {
      return await work((message) => progress.report({ message }), both);
    } catch (error) {
      if (both.aborted) return undefined;
      throw error;
    }
  });
}

async function checkAll(
  { settings, endpoints }: DoctorDeps,
  onStep: (name: string) => void,
  signal: AbortSignal,
): Promise<CheckedEndpoint[]> {
  const { probeEndpoint } = await import("../../core/model/probe.ts");
  const { config } = await settings.current();
  const checked: CheckedEndpoint[] = [];
  for (const { id, url } of config.endpoints) {
    const { client, endpoint } = await endpoints.clientFor(url);
    const model = wantedModel(id, config);
    const results: StepResult[] = [];
    const options = {
      endpoint,
      createClient: (_: Endpoint) => client,
      form: "full" as const,
      ...(model === undefined ? {} : { model }),
      ...inlineModel(id, config),
    };
    for await (const result of probeEndpoint(options, signal)) {
      results.push(result);
      onStep(`${stepName(result.step)}: ${findingWords(result).summary}`);
    }
    checked.push({ id, url, results, ...(model === undefined ? {} : { model }) });
  }
  return checked;
}

/** For the log, which has one language: `url ok, connect failed, …`. */
function outcomesOf(results: readonly StepResult[]): string {
  return results.map(({ step, outcome }) => `${step} ${outcome}`).join(", ");
}

type Configured = Awaited<ReturnType<SettingsStore["current"]>>["config"];

/** The model chat is routed to when it is on this endpoint, else the first one configured for it. */
function wantedModel(endpointId: string, { models, routes }: Configured): string | undefined {
  const here = models.filter(({ endpoint }) => endpoint === endpointId);
  return (here.find(({ id }) => id === routes.chat) ?? here[0])?.model;
}

/** The model inline completion is routed to, when it is on this endpoint. */
function inlineModel(
  endpointId: string,
  { models, routes }: Configured,
): Pick<ProbeOptions, "inline"> {
  const routed = models.find(({ id, endpoint }) => id === routes.inline && endpoint === endpointId);
  if (routed === undefined) return {};
  const { model, fim } = routed;
  return { inline: fim === undefined ? { model } : { model, fim } };
}

async function showReport(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  // The preview belongs to a built-in extension that can be switched off.
  if (vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined) {
    await vscode.commands.executeCommand("markdown.showPreview", document.uri);
  } else await vscode.window.showTextDocument(document, { preview: true });
}
