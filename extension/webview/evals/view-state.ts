// What the panel shows, as plain data, and how each message of the host changes it. No DOM, no posting. What only the page
// knows (the tab, a filter, what stands in the form) is kept in page.ts.
import type { RunSummary } from "../../../core/protocol/evaluation-process.ts";
import type { Published } from "../../../core/protocol/published.ts";
import type {
  CaseRow,
  ComparisonView,
  HostMessage,
  OpenedRun,
  Problem,
  Setup,
} from "./messages.ts";

type ShownCase = Pick<Extract<HostMessage, { type: "case" }>, "result" | "details">;

export type ViewState = {
  /** Undefined until the host has told: there is nothing to choose from yet. */
  setup: Setup | undefined;
  /** Undefined until the host has told. */
  runs: readonly RunSummary[] | undefined;
  runsProblem: Problem | undefined;
  published: Published | undefined;
  opened: OpenedRun | undefined;
  /** Cases of the open run. */
  cases: readonly CaseRow[];
  /** The last one that was asked for. */
  shownCase: ShownCase | undefined;
  comparison: ComparisonView | undefined;
  problem: Problem | undefined;
};

export const initialState: ViewState = {
  setup: undefined,
  runs: undefined,
  runsProblem: undefined,
  published: undefined,
  opened: undefined,
  cases: [],
  shownCase: undefined,
  comparison: undefined,
  problem: undefined,
};

export function reduce(state: ViewState, message: HostMessage): ViewState {
  switch (message.type) {
    case "setup":
      return { ...state, setup: message.setup };
    case "runs":
      return { ...state, runs: message.runs, runsProblem: message.problem };
    case "published":
      return { ...state, published: message.published };
    case "opened":
      return open(state, message.run);
    case "cases":
      if (message.runId !== state.opened?.id) return state;
      return {
        ...state,
        cases: message.reset ? message.rows : [...state.cases, ...message.rows],
      };
    case "case": {
      if (message.runId !== state.opened?.id) return state;
      const { result, details } = message;
      return { ...state, shownCase: { result, details } };
    }
    case "comparison":
      return { ...state, comparison: message.comparison };
    case "problem":
      return { ...state, problem: message.problem };
    default:
      // What is only said, and whatever else reaches the window, changes nothing.
      return state;
  }
}

/** News of the run that is open keep its cases; another run starts with none. A replay may tell its comparison first. */
function open(state: ViewState, run: OpenedRun | undefined): ViewState {
  if (run !== undefined && run.id === state.opened?.id) return { ...state, opened: run };
  const isCompared = run !== undefined && state.comparison?.current.run.id === run.id;
  return {
    ...state,
    opened: run,
    cases: [],
    shownCase: undefined,
    comparison: isCompared ? state.comparison : undefined,
  };
}
