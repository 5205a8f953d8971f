// The contract between the evaluation panel and the extension host: intents go up, facts come down. The host keeps the truth
// and replays it on `ready`; the panel keeps nothing of record. Types only; extension/evals/intent-schema.ts checks intents.
import type { Category } from "../../../core/protocol/case-file.ts";
import type {
  CaseResult,
  Comparison,
  Evaluation,
  ProfileName,
  RunHeader,
} from "../../../core/protocol/evaluation.ts";
import type {
  CaseDetails,
  ExportFormat,
  RunSummary,
} from "../../../core/protocol/evaluation-process.ts";
import type { LoadComparison } from "../../../core/protocol/load-comparison.ts";
import type {
  LoadHeader,
  LoadProfileName,
  LoadRow,
  LoadTest,
} from "../../../core/protocol/load-test.ts";
import type { Published } from "../../../core/protocol/published.ts";
import type { HoleResult, RepositoryRun } from "../../../core/protocol/repository-run.ts";
import type { Hardware } from "../../../core/protocol/run-facts.ts";

/** What a button of a problem does; the host's vocabulary. */
export const actionIds = [
  "connectEndpoint",
  "setApiKey",
  "openSettings",
  "checkConnection",
  "manageTrust",
  "showLog",
  "resume",
  "retry",
] as const;
export type ActionId = (typeof actionIds)[number];

/** One sentence of what happened and what to do next, with the buttons that do it. */
export type Problem = { message: string; actions: { action: ActionId; label: string }[] };

export type ServedModelView = { id: string; contextWindow?: number; isSimulated: boolean };

export type EndpointView = {
  /** Id in the settings. */
  id: string;
  url: string;
  /** `gpu1:8000`. */
  host: string;
  models:
    | { state: "loading" }
    | { state: "known"; list: ServedModelView[] }
    | { state: "failed"; problem: Problem };
  /** What was declared for it last time. */
  hardware?: Hardware;
};

export type Setup = {
  endpoints: EndpointView[];
  /** When there is no endpoint at all. */
  problem?: Problem;
  /** Names of the workspace's folders; empty without one or when it is not trusted. */
  folders: string[];
  isTrusted: boolean;
  /** What was chosen last time. */
  last?: {
    endpoint?: string;
    model?: string;
    profile?: ProfileName;
    /** As for `endpoint`; other endpoints have their own. */
    hardware?: Hardware;
    withLoad?: boolean;
  };
};

/** What one case is in the list. */
export type CaseRow = Pick<
  CaseResult,
  | "id"
  | "case"
  | "epoch"
  | "category"
  | "tier"
  | "language"
  | "topic"
  | "verdict"
  | "failClass"
  | "reason"
  | "haystack"
> & { ttftMs?: number; e2elMs?: number };

export type Progress = {
  /** `asking`, `512/512 × 128`, `shop/cart.ts:14`. */
  label: string;
  done: number;
  of: number;
  failed: number;
  /** Unix milliseconds. */
  startedAtMs: number;
};

type OpenedCommon = {
  id: string;
  state: "running" | "complete" | "interrupted" | "failed";
  progress?: Progress;
  problem?: Problem;
};

/** The run that the panel shows; cases of an evaluation come in `cases` messages. */
export type OpenedRun = OpenedCommon &
  (
    | {
        kind: "evaluation";
        header?: RunHeader;
        result?: Omit<Evaluation, "cases">;
        /** Rows of the load test while it runs; afterwards they are in `result`. */
        loadRows: LoadRow[];
      }
    | { kind: "load"; header?: LoadHeader; rows: LoadRow[]; loadTest?: LoadTest }
    | {
        kind: "repository";
        header?: RepositoryRun["run"];
        holes: HoleResult[];
        result?: RepositoryRun;
      }
  );

/** Two evaluations, paired case by case. */
export type EvaluationComparison = {
  kind?: "evaluations";
  current: Omit<Evaluation, "cases">;
  baseline: Omit<Evaluation, "cases">;
  comparison: Comparison;
};

/** Two load tests, of which one or both may belong to an evaluation. */
export type LoadTestComparison = {
  kind: "loads";
  current: LoadTest;
  baseline: LoadTest;
  comparison: LoadComparison;
};

export type ComparisonView = EvaluationComparison | LoadTestComparison;

export type HostMessage =
  | { type: "setup"; setup: Setup }
  | { type: "runs"; runs: RunSummary[]; problem?: Problem }
  | { type: "published"; published: Published }
  /** Undefined: the setup is shown. Replaces what was open; its cases follow. */
  | { type: "opened"; run?: OpenedRun }
  /** Appended to the cases of the open run; `reset` empties the list first. */
  | { type: "cases"; runId: string; reset: boolean; rows: CaseRow[] }
  | { type: "case"; runId: string; result: CaseResult; details: CaseDetails }
  /** Undefined closes the comparison. */
  | { type: "comparison"; comparison?: ComparisonView }
  /** About the last thing asked for; shown until the next. */
  | { type: "problem"; problem?: Problem }
  /** For the live region, such as `Exported to report.html`. */
  | { type: "said"; text: string };

export type StartRequest =
  | {
      kind: "evaluation";
      endpoint: string;
      model: string;
      profile: ProfileName;
      suites: Category[];
      hardware?: Hardware;
      withLoad: boolean;
    }
  | {
      kind: "load";
      endpoint: string;
      model: string;
      profile: Exclude<LoadProfileName, "custom">;
      hardware?: Hardware;
    }
  | {
      kind: "repository";
      endpoint: string;
      model: string;
      folder: string;
      holes: number;
      hardware?: Hardware;
    };

export type Intent =
  | { type: "ready" }
  /** Asks the endpoints for their models again. */
  | { type: "lookAgain" }
  | { type: "start"; request: StartRequest }
  /** Stops the open run; what was answered is kept. */
  | { type: "stop" }
  | { type: "openRun"; id: string }
  /** Back to the setup and the list of runs. */
  | { type: "close" }
  | { type: "resume"; id: string }
  | { type: "regrade"; id: string }
  | { type: "deleteRun"; id: string }
  | { type: "openCase"; id: string; epoch: number }
  | { type: "compare"; baseline: string }
  | { type: "closeComparison" }
  | { type: "export"; format: ExportFormat }
  | { type: "copy"; text: string }
  /** Of a hole in the person's own repository. */
  | { type: "openFile"; path: string; line: number }
  | { type: "action"; action: ActionId };
