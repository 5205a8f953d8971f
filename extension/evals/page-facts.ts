// What the page shows beside the open run and the lists: a comparison, the problem of the last thing asked for, the published
// figures. Each is told when it changes and again to a page that knows nothing.
import type { Published } from "../../core/protocol/published.ts";
import type { ComparisonView, HostMessage, Problem } from "../webview/evals/messages.ts";

export type PageFacts = {
  /** Undefined closes it. */
  compare(comparison: ComparisonView | undefined): void;
  /** Undefined: what was wrong is past. */
  problem(problem: Problem | undefined): void;
  published(published: Published): void;
  replay(): void;
};

export function createPageFacts(post: (message: HostMessage) => void): PageFacts {
  let comparison: ComparisonView | undefined;
  let problem: Problem | undefined;
  let published: Published | undefined;
  const tellComparison = () =>
    post({ type: "comparison", ...(comparison === undefined ? {} : { comparison }) });
  const tellProblem = () =>
    post({ type: "problem", ...(problem === undefined ? {} : { problem }) });
  return {
    compare: (next) => {
      if (comparison === next) return;
      comparison = next;
      tellComparison();
    },
    problem: (next) => {
      if (problem === next) return;
      problem = next;
      tellProblem();
    },
    published: (next) => {
      published = next;
      post({ type: "published", published });
    },
    replay: () => {
      if (published !== undefined) post({ type: "published", published });
      if (comparison !== undefined) tellComparison();
      if (problem !== undefined) tellProblem();
    },
  };
}
