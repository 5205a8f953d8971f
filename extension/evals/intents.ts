// What each intent of the panel does. The page decides nothing: everything is checked against what is there now, and what
// cannot be done is refused with the reason.
import * as vscode from "vscode";
import { originOf } from "../../core/model/base-url.ts";
import type { SettingsStore } from "../config.ts";
import { confirm, type Notify } from "../host/notify.ts";
import type { ActionId, HostMessage, Intent } from "../webview/evals/messages.ts";
import { t } from "../words.ts";
import type { Archive } from "./archive.ts";
import { ArchiveError } from "./archive-process.ts";
import { exportRun } from "./exports.ts";
import { openedFrom, withoutCases } from "./fold.ts";
import type { JobDesk } from "./job-desk.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { openFolders, showFile } from "./open-folders.ts";
import type { OpenedMemory } from "./opened-memory.ts";
import type { PageFacts } from "./page-facts.ts";
import { Refusal } from "./refusal.ts";
import { jobRequestOf, runsFolderOf } from "./requests.ts";
import type { RunList } from "./run-list.ts";
import type { SetupWatch } from "./setup.ts";
import type { ShownRun } from "./shown-run.ts";

export type IntentDeps = {
  post: (message: HostMessage) => void;
  settings: SettingsStore;
  notify: Notify;
  archive: Archive;
  jobs: Jobs;
  desk: JobDesk;
  shown: ShownRun;
  setup: SetupWatch;
  runs: RunList;
  memory: OpenedMemory;
  facts: PageFacts;
};

type IntentOf<Type> = Extract<Intent, { type: Type }>;
type Handlers = {
  [Type in Exclude<Intent["type"], "ready">]: (
    intent: IntentOf<Type>,
    signal: AbortSignal,
  ) => unknown;
};

/** @throws Refusal, ArchiveError, or the signal's reason when aborted */
export type CarryOut = (
  intent: Exclude<Intent, { type: "ready" }>,
  signal: AbortSignal,
) => Promise<void>;

export function createIntents(deps: IntentDeps): CarryOut {
  const handlers = handlersFor(deps);
  return async (intent, signal) => {
    // The table's own type guarantees that the entry takes intents of this type.
    const handle = handlers[intent.type] as (intent: Intent, signal: AbortSignal) => unknown;
    await handle(intent, signal);
  };
}

function handlersFor(deps: IntentDeps): Handlers {
  const { post, archive, jobs, desk, shown, setup, runs } = deps;
  const say = (text: string) => post({ type: "said", text });
  return {
    lookAgain: (_, signal) => Promise.all([setup.look(), runs.look(signal)]),
    start: ({ request }) => start(deps, request),
    stop: () => desk.stop(),
    openRun: ({ id }, signal) => openRun(deps, id, signal),
    close: (_, signal) => {
      close(deps);
      return runs.look(signal);
    },
    resume: ({ id }) => again(deps, "resume", id),
    regrade: ({ id }) => again(deps, "regrade", id),
    deleteRun: async ({ id }, signal) => {
      if (!(await mayDelete(runs.find(id)?.title ?? id))) return;
      await archive.ask({ ask: "delete", id }, signal);
      await jobs.forget(id);
      if (shown.now()?.id === id) close(deps);
      await runs.look(signal);
      say(t("The run was deleted."));
    },
    openCase: ({ id, epoch }, signal) => openCase(deps, { id, epoch }, signal),
    compare: async ({ baseline }, signal) => {
      const id = runId(shown);
      const reply = await archive.ask({ ask: "compare", id, baseline }, signal);
      if (reply.reply === "compare-load") {
        const { current, baseline: other, comparison } = reply;
        deps.facts.compare({ kind: "loads", current, baseline: other, comparison });
        return;
      }
      const { current, baseline: other } = reply.scorecards;
      deps.facts.compare({
        current: withoutCases(current),
        baseline: withoutCases(other),
        comparison: reply.comparison,
      });
    },
    closeComparison: () => deps.facts.compare(undefined),
    export: async ({ format }, signal) => {
      const file = await exportRun({ id: runId(shown), format }, deps, signal);
      if (file !== undefined) say(t("Exported to {0}.", file));
    },
    copy: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      say(t("Copied."));
    },
    openFile: async ({ path, line }) => {
      const run = shown.now();
      const folder = run?.kind === "repository" ? run.header?.folder : undefined;
      if (folder === undefined) return;
      if (!(await showFile(folder, path, line))) {
        throw new Refusal(
          t("{0} is not in this window's workspace: open the folder {1}.", path, folder),
        );
      }
    },
    action: ({ action }, signal) => act(deps, action, signal),
  };
}

/** The buttons of problems that are commands of their own. */
const commands: Partial<Record<ActionId, string>> = {
  connectEndpoint: "tandem.connectEndpoint",
  setApiKey: "tandem.setApiKey",
  openSettings: "tandem.openSettings",
  checkConnection: "tandem.checkConnection",
  manageTrust: "workbench.trust.manage",
  showLog: "tandem.showLog",
};

async function act(deps: IntentDeps, action: ActionId, signal: AbortSignal): Promise<void> {
  const { desk, shown, setup, runs } = deps;
  const command = commands[action];
  if (command !== undefined) await vscode.commands.executeCommand(command);
  else if (action === "resume") await again(deps, "resume", runId(shown));
  else if (shown.now() !== undefined) await desk.repeat();
  else await Promise.all([setup.look(), runs.look(signal)]);
}

async function start(deps: IntentDeps, request: IntentOf<"start">["request"]): Promise<void> {
  const { settings, desk, setup, facts } = deps;
  if (request.kind === "repository" && !vscode.workspace.isTrusted) {
    throw new Refusal(t("Trust this workspace first: its files are read."), "manageTrust");
  }
  const { config } = await settings.current();
  const folderPath = (name: string) =>
    openFolders().find((folder) => folder.name === name)?.uri.fsPath;
  const job = jobRequestOf(request, { config, folderPath });
  if (job === undefined) {
    throw new Refusal(t("What was chosen is not there any more: choose again."), "openSettings");
  }
  await desk.begin(job, job.endpoint.url);
  facts.compare(undefined);
  await setup.remember(request);
}

/** Goes on with a run, or grades it again; only the first asks the endpoint. */
async function again(deps: IntentDeps, kind: "resume" | "regrade", id: string): Promise<void> {
  const { settings, desk, shown, runs, facts } = deps;
  const { config } = await settings.current();
  const now = shown.now();
  const endpoint = runs.find(id)?.endpoint ?? (now?.id === id ? now.header?.endpoint : undefined);
  if (kind === "regrade") await desk.begin({ kind, ...runsFolderOf(config), id }, undefined);
  else {
    const url = endpoint !== undefined && URL.canParse(endpoint.url) ? endpoint.url : undefined;
    const keyOrigin = url === undefined ? {} : { keyOrigin: originOf(url) };
    await desk.begin({ kind, ...runsFolderOf(config), id, ...keyOrigin }, url);
  }
  facts.compare(undefined);
}

async function openRun(deps: IntentDeps, id: string, signal: AbortSignal): Promise<void> {
  const { archive, jobs, desk, shown, memory, facts } = deps;
  const job = await jobs.runningOn(id);
  signal.throwIfAborted();
  facts.compare(undefined);
  if (job !== undefined) return desk.open(job);
  const { run: stored } = await archive.ask({ ask: "open", id }, signal);
  const { run, cases } = openedFrom(stored);
  desk.leave();
  memory.keep({ run: id });
  shown.show({ run: () => run, cases: () => cases, generation: () => 0 });
}

function close({ desk, shown, memory, facts }: IntentDeps): void {
  desk.leave();
  memory.keep(undefined);
  facts.compare(undefined);
  shown.show(undefined);
}

async function openCase(
  { archive, shown, post }: IntentDeps,
  { id, epoch }: { id: string; epoch: number },
  signal: AbortSignal,
): Promise<void> {
  const result = shown.caseOf(id, epoch);
  if (result === undefined) return;
  const run = runId(shown);
  try {
    const { details } = await archive.ask({ ask: "case", id: run, case: id, epoch }, signal);
    post({ type: "case", runId: run, result, details });
  } catch (error) {
    // Its grade is known all the same.
    if (error instanceof ArchiveError)
      post({ type: "case", runId: run, result, details: { id, epoch } });
    throw error;
  }
}

function runId(shown: ShownRun): string {
  const run = shown.now();
  if (run?.header === undefined)
    throw new Refusal(t("There is no run yet: wait until it has begun."));
  return run.id;
}

function mayDelete(title: string): Promise<boolean> {
  const detail = t("Its answers and its result are removed from the disk.");
  return confirm(t("Delete the run “{0}”?", title), detail, t("Delete"));
}
