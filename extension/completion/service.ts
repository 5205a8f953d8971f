// Inline completion at work in the editor: which documents take part, when the engine is told what, and what the commands
// do. Loaded after activation. What is suggested is the engine's business.
import * as vscode from "vscode";
import type { CompletionState } from "../../core/completion/report/status-lines.ts";
import type { Trace } from "../../core/completion/trace.ts";
import type { SettingsStore } from "../config.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { describeError, type Log } from "../host/log.ts";
import { shownPath } from "../host/places.ts";
import type { Keys } from "../host/secrets.ts";
import type { StatusItem } from "../host/status.ts";
import type { Config } from "../settings-schema.ts";
import { t } from "../words.ts";
import { createContextCollector } from "./context/collector.ts";
import { editOf } from "./document-cursor.ts";
import { isEdited, isOverlong, whyNot } from "./eligibility.ts";
import type { Engine, EngineDeps } from "./engine.ts";
import { createProvider } from "./provider.ts";
import { createSnooze } from "./snooze.ts";
import { createTracePage } from "./trace-page.ts";
import { createWarmUp } from "./warm-up.ts";

export type Service = vscode.Disposable & {
  /** Turns it on or off in the settings. */
  toggle(): Promise<void>;
  snooze(): Promise<void>;
  useAnyway(): Promise<void>;
  showTrace(): Promise<void>;
  /** VS Code says that a suggestion was taken. */
  accepted(id: number): void;
  /** What the engine knows, for the status item and for tests. */
  status(): Promise<ReturnType<Engine["status"]>>;
  /** The last wishes for a completion and what became of them, oldest first. */
  traces(): readonly Trace[];
  /** Something that the status or the traces say is another. */
  onDidChange: vscode.Event<void>;
};

export type CompletionDeps = {
  settings: SettingsStore;
  endpoints: Endpoints;
  keys: Keys;
  status: StatusItem;
  memory: vscode.Memento;
  log: Log;
};

/** Where the totals of shown and accepted suggestions are kept, on this machine only. */
const acceptanceKey = "tandem.completion.acceptance";
/** A hover that is out of date by less than this disturbs nobody. */
const statusEveryMs = 300;
/** More changes at once are no typing. */
const mostChanges = 8;

export function createService(deps: CompletionDeps): Service {
  const { settings, keys, status, memory, log } = deps;
  let config: Config | undefined;
  let engine: Engine | undefined;
  let loading: Promise<Engine> | undefined;
  let statusTimer: NodeJS.Timeout | undefined;
  let wasPaused = false;
  const changed = new vscode.EventEmitter<void>();

  const loadConfig = async () => {
    const next = (await settings.current()).config;
    const isRerouted = config !== undefined && routingOf(config) !== routingOf(next);
    config = next;
    if (isRerouted) engine?.reconnect();
    prepare();
    showSoon();
    return next;
  };
  const loadEngine = (): Promise<Engine> => {
    loading ??= makeEngine(deps, {
      settings: () => configured().completion,
      snippets: (documentId) => collector.snippets(documentId),
      onDidChange: showSoon,
    }).then((made) => {
      made.book.load(memory.get(acceptanceKey));
      engine = made;
      return made;
    });
    return loading;
  };
  /** The engine is made only once the settings are there. */
  const configured = (): Config => {
    if (config === undefined)
      throw new Error("Completion was asked before its settings were read.");
    return config;
  };
  const offReason = (document: vscode.TextDocument | undefined): CompletionState | undefined => {
    if (config === undefined) return { state: "connecting" };
    if (config.routes.inline === undefined) {
      return { state: "no_model", why: t("No model is routed to inline completion.") };
    }
    if (snooze.isOn()) {
      const until = snooze.until();
      return { state: "snoozed", ...(until === undefined ? {} : { until }) };
    }
    const why = document && whyNot(document, config.completion);
    return why === undefined ? undefined : { state: "off", why };
  };
  /** Connects before the first key is pressed, but only where completion has a model and is not turned off. */
  const prepare = () => {
    if (offReason(vscode.window.activeTextEditor?.document) !== undefined) return;
    void loadEngine().then((made) => made.prepare());
  };
  const pipelineFor = async (document: vscode.TextDocument, position: vscode.Position) => {
    if (config === undefined) await loadConfig();
    if (offReason(document) !== undefined || isOverlong(document, position.line)) return undefined;
    return (engine ?? (await loadEngine())).pipeline;
  };
  const statusNow = async () => {
    if (config === undefined) await loadConfig();
    const made = engine ?? (await loadEngine());
    return made.status(offReason(vscode.window.activeTextEditor?.document));
  };
  const show = async () => {
    const { completionPart } = await import("./status-words.ts");
    status.showCompletion(completionPart(await statusNow()));
    // Also where completion is off, as on the trace page: that is where somebody decides to use the model anyway.
    const isPaused = engine?.isPaused() ?? false;
    if (isPaused === wasPaused) return;
    wasPaused = isPaused;
    await vscode.commands.executeCommand("setContext", "tandem.completionPaused", isPaused);
  };
  const showSoon = () => {
    changed.fire();
    statusTimer ??= setTimeout(() => {
      statusTimer = undefined;
      void show();
    }, statusEveryMs);
  };
  const snooze = createSnooze(showSoon);
  const collector = createContextCollector({
    shownPath,
    isOn: () => config?.completion.usesOtherFiles ?? false,
    log,
  });
  const warmUp = createWarmUp({ engine: () => engine, snippets: collector.snippets });
  const page = createTracePage(async () => (await loadEngine()).traceReport());
  const saveAcceptance = () => {
    if (engine !== undefined) void memory.update(acceptanceKey, engine.book.save());
  };
  const provider = createProvider({
    pipelineFor,
    onError: (error) => log.error(`completion: ${describeError(error)}`),
  });
  const subscriptions = [
    vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (engine === undefined || !isEdited(document.uri)) return;
      for (const change of contentChanges.slice(0, mostChanges)) {
        const { edit, cursor } = editOf(document, change);
        engine.pipeline.documentChanged(edit, cursor);
      }
    }),
    vscode.window.onDidChangeActiveTextEditor(() => {
      prepare();
      showSoon();
    }),
    settings.onDidChange(() => void loadConfig()),
    keys.onDidChange(() => engine?.reconnect()),
    collector.onDidRefresh((documentId) => {
      if (config?.completion.warmsUp && !snooze.isOn()) warmUp(documentId);
    }),
    ...[collector, snooze, page, changed],
  ];
  void loadConfig();
  return {
    status: statusNow,
    traces: () => engine?.traces() ?? [],
    onDidChange: changed.event,
    async toggle() {
      const { completion } = (await settings.current()).config;
      await settings.write("completion.enabled", !completion.isEnabled);
    },
    snooze: snooze.toggle,
    useAnyway: async () => (await loadEngine()).useAnyway(),
    showTrace: page.show,
    accepted(id) {
      if (engine === undefined) return;
      engine.book.noteAccepted();
      engine.pipeline.accepted(id);
      saveAcceptance();
    },
    dispose() {
      clearTimeout(statusTimer);
      saveAcceptance();
      for (const subscription of subscriptions) subscription.dispose();
      engine?.dispose();
    },
  };
}

async function makeEngine(
  { settings, endpoints, log }: CompletionDeps,
  given: Pick<EngineDeps, "settings" | "snippets" | "onDidChange">,
): Promise<Engine> {
  const { createEngine } = await import("./engine.ts");
  const { connectInline } = await import("./inline-connection.ts");
  return createEngine({
    ...given,
    connect: (signal) => connectInline({ settings, endpoints }, signal),
    repository: repositoryOf,
    now: () => performance.now(),
    logFailure: (error) => log.warn(`completion: ${describeError(error)}`),
  });
}

function repositoryOf(documentId: string): string {
  const uri = vscode.Uri.parse(documentId);
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.name ?? "workspace";
}

/** What the connection depends on. */
function routingOf({ endpoints, models, routes }: Config): string {
  return JSON.stringify([endpoints, models, routes]);
}
