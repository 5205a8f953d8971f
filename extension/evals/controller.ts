// The panel's other half: what the page asks for is checked and carried out, and answered with facts or with one sentence on
// what went wrong. The truth is here and in the run store; the page can come and go.
import * as vscode from "vscode";
import { setSystemTimer } from "../../core/model/inactivity.ts";
import type { SettingsStore } from "../config.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { describeError, type Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import type { Keys } from "../host/secrets.ts";
import type { HostMessage, Intent, OpenedRun, Problem } from "../webview/evals/messages.ts";
import { t } from "../words.ts";
import { createArchive } from "./archive.ts";
import { ArchiveError } from "./archive-process.ts";
import { createAttention } from "./attention.ts";
import { endingNews } from "./ending-news.ts";
import { parseIntent } from "./intent-schema.ts";
import { createIntents } from "./intents.ts";
import { createJobDesk } from "./job-desk.ts";
import type { Program } from "./jobs/job-process.ts";
import { createJobs } from "./jobs/jobs.ts";
import { archiveOptions } from "./launch.ts";
import { createMemory } from "./opened-memory.ts";
import { createPageFacts } from "./page-facts.ts";
import type { Panel } from "./panel.ts";
import { problem } from "./problems.ts";
import { Refusal } from "./refusal.ts";
import { createRunList } from "./run-list.ts";
import { createSetup } from "./setup.ts";
import { createShownRun } from "./shown-run.ts";

export type Controller = vscode.Disposable & {
  /** Takes what the page posts. */
  receive(message: unknown): Promise<void>;
  /** Nobody looks any more; jobs go on. */
  rest(): void;
  /** Every message to the page, whether there is one or not. */
  onDidPost: vscode.Event<HostMessage>;
};

export type ControllerDeps = {
  panel: Panel;
  settings: SettingsStore;
  endpoints: Endpoints;
  keys: Keys;
  notify: Notify;
  log: Log;
  /** Of the person, and of this window. */
  memory: { person: vscode.Memento; window: vscode.Memento };
  program: Program;
  jobsFolder: string;
};

export function createController(deps: ControllerDeps): Controller {
  const { panel, settings, keys, log } = deps;
  const posted = new vscode.EventEmitter<HostMessage>();
  const post = (message: HostMessage) => {
    panel.post(message);
    posted.fire(message);
  };
  const parts = createParts(deps, post, (run) => onNews(run));
  const { facts, shown, setup, runs, desk, memory } = parts;
  const carryOut = createIntents({ ...deps, ...parts, post });
  const navigation = createNavigation();

  const receive = async (message: unknown): Promise<void> => {
    const intent = parseIntent(message);
    if (intent === undefined) {
      log.warn("evaluation: the page sent what is no intent");
      return;
    }
    attention.wake();
    if (intent.type === "ready") return replay();
    const signal = navigation.signalFor(intent);
    if (!keepsProblem.has(intent.type)) facts.problem(undefined);
    try {
      await carryOut(intent, signal);
    } catch (error) {
      if (!signal.aborted) facts.problem(problemFor(error, intent, log));
    }
  };
  const attention = createAttention({
    ...parts,
    openRun: (id) => receive({ type: "openRun", id }),
    onError: (error) => log.error(`evaluation: ${describeError(error)}`),
  });
  const replay = () => {
    const now = setup.now();
    if (now !== undefined) post({ type: "setup", setup: now });
    runs.replay();
    shown.replay();
    facts.replay();
  };
  const onNews = (run: OpenedRun) => {
    attention.lookAtRuns();
    if (run.state === "running") return;
    log.info(`evaluation: run ${run.id}: ${run.state}`);
    if (run.state === "complete") memory.keep({ run: run.id });
    if (!panel.isVisible()) announce(run, deps);
  };
  const rest = () => {
    navigation.leave();
    desk.leave();
    facts.compare(undefined);
    facts.problem(undefined);
    shown.show(undefined);
    attention.rest();
  };
  const watchers = [
    settings.onDidChange(attention.lookAgain),
    keys.onDidChange(attention.lookAgain),
    vscode.workspace.onDidGrantWorkspaceTrust(attention.lookAgain),
    vscode.workspace.onDidChangeWorkspaceFolders(attention.lookAgain),
  ];
  return {
    receive,
    rest: () => {
      rest();
      // Closed by a person: the next panel begins where runs begin.
      memory.keep(undefined);
    },
    onDidPost: posted.event,
    dispose: () => {
      rest();
      for (const watcher of watchers) watcher.dispose();
      posted.dispose();
    },
  };
}

function createParts(
  deps: ControllerDeps,
  post: (message: HostMessage) => void,
  onNews: (run: OpenedRun) => void,
) {
  const { settings, endpoints, keys, log, program, jobsFolder } = deps;
  const archive = createArchive(() => archiveOptions(program, settings, log));
  const jobs = createJobs({ program, jobsFolder, now: Date.now });
  const memory = createMemory(deps.memory.window);
  const shown = createShownRun({ post, setTimer: setSystemTimer });
  const onOpened = ({ id }: { id: string }) => memory.keep({ job: id });
  return {
    archive,
    jobs,
    memory,
    shown,
    desk: createJobDesk({ jobs, keys, log, shown, onOpened, onNews }),
    runs: createRunList(archive, post),
    facts: createPageFacts(post),
    setup: createSetup({ settings, endpoints, log, memory: deps.memory.person }, (setup) =>
      post({ type: "setup", setup }),
    ),
  };
}

/** Intents that go somewhere else; what was asked of the place before is given up. */
const leaving = new Set<Intent["type"]>(["start", "openRun", "close", "resume", "regrade"]);
/** Intents that say nothing of what was wrong before. */
const keepsProblem = new Set<Intent["type"]>(["copy", "action"]);

function createNavigation() {
  let here = new AbortController();
  const leave = () => {
    here.abort();
    here = new AbortController();
  };
  return {
    leave,
    signalFor: ({ type }: Intent) => {
      if (leaving.has(type)) leave();
      return here.signal;
    },
  };
}

function problemFor(error: unknown, { type }: Intent, log: Log): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof ArchiveError) {
    log.warn(`evaluation: ${type}: ${error.code}`);
    return problem(error.message);
  }
  log.error(`evaluation: ${type}: ${describeError(error)}`);
  return problem(t("Something went wrong inside Tandem; the log says more."), "showLog");
}

function announce(run: OpenedRun, { panel, notify }: ControllerDeps): void {
  const news = endingNews(run);
  if (news === undefined) return;
  notify(news.severity, news.text, { label: t("Show"), run: () => panel.show() });
}
