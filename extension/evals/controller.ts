// The panel's other half: what the page asks for is checked and carried out, and answered with facts or with one sentence on
// what went wrong. The truth is here and in the run store; the page can come and go.
import * as vscode from "vscode";
import { setSystemTimer } from "../../core/model/inactivity.ts";
import type { SettingsStore } from "../config.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { describeError, type Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import type { Keys } from "../host/secrets.ts";
import type {
  ComparisonView,
  HostMessage,
  Intent,
  OpenedRun,
  Problem,
} from "../webview/evals/messages.ts";
import { createArchive } from "./archive.ts";
import { ArchiveError } from "./archive-process.ts";
import { endingNews } from "./ending-news.ts";
import { parseIntent } from "./intent-schema.ts";
import { createIntents } from "./intents.ts";
import { createJobDesk } from "./job-desk.ts";
import type { Program } from "./jobs/job-process.ts";
import { createJobs } from "./jobs/jobs.ts";
import { archiveLaunch } from "./launch.ts";
import { createMemory } from "./opened-memory.ts";
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
  const { panel, settings, endpoints, keys, notify, log } = deps;
  const posted = new vscode.EventEmitter<HostMessage>();
  const post = (message: HostMessage) => {
    panel.post(message);
    posted.fire(message);
  };
  const archive = createArchive(() => archiveLaunch(deps));
  const jobs = createJobs({ program: deps.program, jobsFolder: deps.jobsFolder, now: Date.now });
  const memory = createMemory(deps.memory.window);
  const runs = createRunList(archive, post);
  const shown = createShownRun({ post, setTimer: setSystemTimer });
  const setup = createSetup({ settings, endpoints, log, memory: deps.memory.person }, (now) =>
    post({ type: "setup", setup: now }),
  );
  const stand: Stand = {};
  const desk = createJobDesk({
    ...{ jobs, keys, log, shown },
    onOpened: (job) => memory.keep({ job: job.id }),
    onNews: (run) => onNews(run),
  });
  const compare = (comparison: ComparisonView | undefined) => {
    if (stand.comparison === undefined && comparison === undefined) return;
    stand.comparison = comparison;
    post({ type: "comparison", ...(comparison === undefined ? {} : { comparison }) });
  };
  const showProblem = (fault: Problem | undefined) => {
    if (stand.problem === undefined && fault === undefined) return;
    stand.problem = fault;
    post({ type: "problem", ...(fault === undefined ? {} : { problem: fault }) });
  };
  const work = { post, settings, keys, notify, archive, jobs, desk, shown, setup, runs, memory };
  const carryOut = createIntents({ ...work, compare });

  const onNews = (run: OpenedRun) => {
    if (stand.awake !== undefined) background(runs.look(stand.awake.signal));
    if (run.state === "running") return;
    log.info(`evaluation: run ${run.id}: ${run.state}`);
    if (run.state === "complete") memory.keep({ run: run.id });
    const news = panel.isVisible() ? undefined : endingNews(run);
    if (news !== undefined) {
      notify(news.severity, news.text, { label: "Show", run: () => panel.show() });
    }
  };
  /** What nobody waits for may fail only into the log. */
  const background = (task: Promise<unknown>) => {
    task.catch((error: unknown) => {
      if (!isAbort(error)) log.error(`evaluation: ${describeError(error)}`);
    });
  };
  const findAgain = async (signal: AbortSignal) => {
    const opened = memory.now();
    const kept = opened !== undefined && "job" in opened ? await jobs.find(opened.job) : undefined;
    const job = kept ?? (await jobs.running())[0];
    if (signal.aborted || shown.now() !== undefined) return;
    if (job !== undefined) desk.open(job);
    else if (opened !== undefined && "run" in opened) {
      await receive({ type: "openRun", id: opened.run });
    }
  };
  const learnPublished = async (signal: AbortSignal) => {
    const { published } = await archive.ask({ ask: "published" }, signal);
    stand.published = { type: "published", published };
    post(stand.published);
  };
  const wake = () => {
    const { signal } = (stand.awake = new AbortController());
    background(setup.look());
    background(findAgain(signal));
    background(runs.look(signal));
    background(learnPublished(signal));
    background(jobs.tidy(Date.now()));
  };
  const replay = () => {
    const now = setup.now();
    if (now !== undefined) post({ type: "setup", setup: now });
    runs.replay();
    if (stand.published !== undefined) post(stand.published);
    shown.replay();
    if (stand.comparison !== undefined) post({ type: "comparison", comparison: stand.comparison });
    if (stand.problem !== undefined) post({ type: "problem", problem: stand.problem });
  };
  const receive = async (message: unknown): Promise<void> => {
    const intent = parseIntent(message);
    if (intent === undefined) {
      log.warn("evaluation: the page sent what is no intent");
      return;
    }
    if (stand.awake === undefined) wake();
    if (intent.type === "ready") return replay();
    const signal = signalFor(intent, stand);
    if (!quiet.has(intent.type)) showProblem(undefined);
    try {
      await carryOut(intent, signal);
    } catch (error) {
      if (signal.aborted) return;
      log.warn(`evaluation: ${intent.type}: ${codeOf(error)}`);
      showProblem(problemFor(error, log));
    }
  };
  const rest = () => {
    stand.awake?.abort();
    stand.navigation?.abort();
    for (const name of ["awake", "navigation", "comparison", "problem"] as const) delete stand[name];
    desk.leave();
    setup.rest();
    shown.show(undefined);
    memory.keep(undefined);
    archive.end();
  };
  const lookAgain = () => {
    if (stand.awake === undefined) return;
    // It may have to be started otherwise from now on.
    archive.end();
    background(setup.look());
    background(runs.look(stand.awake.signal));
  };
  const watchers = [
    settings.onDidChange(lookAgain),
    keys.onDidChange(lookAgain),
    vscode.workspace.onDidGrantWorkspaceTrust(lookAgain),
    vscode.workspace.onDidChangeWorkspaceFolders(lookAgain),
  ];
  return {
    receive,
    rest,
    onDidPost: posted.event,
    dispose: () => {
      stand.awake?.abort();
      desk.leave();
      setup.rest();
      archive.end();
      for (const watcher of watchers) watcher.dispose();
      posted.dispose();
    },
  };
}
