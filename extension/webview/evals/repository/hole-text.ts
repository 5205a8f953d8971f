// Holes of the own repository in words, and which of them a filter leaves. Pure; what counts as exact was decided before.
import { milliseconds, percent, percentRange } from "../../../../core/figures/figure-text.ts";
import type {
  HoleResult,
  HoleSummary,
  RepositoryRun,
} from "../../../../core/protocol/repository-run.ts";
import { t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";

export const outcomes = [
  "exact",
  "same but for space",
  "differs",
  "nothing offered",
  "endpoint failed",
] as const;
export type Outcome = (typeof outcomes)[number];

export function outcomeOf(hole: HoleResult): Outcome {
  if (hole.failure !== undefined) return "endpoint failed";
  if (hole.reason !== undefined || hole.answer === "") return "nothing offered";
  if (hole.isExact) return "exact";
  return hole.isSameButForSpace ? "same but for space" : "differs";
}

export const outcomeWord: Record<Outcome, () => string> = {
  exact: () => t("exact"),
  "same but for space": () => t("same but for space"),
  differs: () => t("differs"),
  "nothing offered": () => t("nothing offered"),
  "endpoint failed": () => t("endpoint failed"),
};

export const kindWords: Record<HoleSummary["kind"], () => string> = {
  all: () => t("All holes"),
  function: () => t("Function bodies"),
  call: () => t("Calls"),
  block: () => t("Blocks"),
};
export const kindWord: Record<HoleResult["kind"], () => string> = {
  function: () => t("function body"),
  call: () => t("call"),
  block: () => t("block"),
};

export type HoleFilter = {
  kind: HoleResult["kind"] | "";
  outcome: Outcome | "";
  /** Part of the path, in any case. */
  path: string;
};
export const noFilter: HoleFilter = { kind: "", outcome: "", path: "" };

export function filterHoles(holes: readonly HoleResult[], filter: HoleFilter): HoleResult[] {
  const path = filter.path.trim().toLowerCase();
  return holes.filter(
    (hole) =>
      (filter.kind === "" || hole.kind === filter.kind) &&
      (filter.outcome === "" || outcomeOf(hole) === filter.outcome) &&
      hole.path.toLowerCase().includes(path),
  );
}

export type ShareText = { rate: string; interval: string; n: string };
type Share = NonNullable<HoleSummary["exact"]>;

/** Undefined where nothing could be told, such as compiling without a checker. */
export function shareText(share: Share | undefined): ShareText | undefined {
  if (share === undefined || share.n === 0) return undefined;
  const { rate, passed, n } = share;
  return {
    rate: percent(rate),
    interval: percentRange(share),
    n: t("{0} of {1}", writtenNumber(passed), writtenNumber(n)),
  };
}

/** `yes`, `no`; a dash where nobody could tell. */
export function answerText(is: boolean | undefined): string {
  return is === undefined ? "–" : is ? t("yes") : t("no");
}

/** `TTFT p50 96 ms, p95 134 ms, n 57` */
export function ttftText({ n, p50, p95, p99 }: NonNullable<RepositoryRun["ttftMs"]>): string {
  return [
    `TTFT p50 ${milliseconds(p50)}`,
    ...(p95 === undefined ? [] : [`p95 ${milliseconds(p95)}`]),
    ...(p99 === undefined ? [] : [`p99 ${milliseconds(p99)}`]),
    `n ${writtenNumber(n)}`,
  ].join(", ");
}
