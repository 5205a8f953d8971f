// Counts what became of the holes, by kind and over all. Failures of the endpoint are in no share. Pure.
import {
  type HoleResult,
  type HoleSummary,
  holeKinds,
} from "../../core/protocol/repository-run.ts";
import { median } from "../../core/statistics/percentile.ts";
import { wilson } from "../../core/statistics/wilson.ts";

export function summariesOf(holes: readonly HoleResult[]): HoleSummary[] {
  const answered = holes.filter(({ failure }) => failure === undefined);
  return [
    summaryOf("all", answered),
    ...holeKinds.map((kind) =>
      summaryOf(
        kind,
        answered.filter((hole) => hole.kind === kind),
      ),
    ),
  ];
}

export function wasOffered({ answer }: HoleResult): boolean {
  return answer !== "";
}

function summaryOf(kind: HoleSummary["kind"], holes: readonly HoleResult[]): HoleSummary {
  const offered = holes.filter(wasOffered);
  const similarities = offered.map(({ similarity }) => similarity).sort((a, b) => a - b);
  const p50 = median(similarities);
  return {
    kind,
    n: holes.length,
    ...shareOf("offered", holes.map(wasOffered)),
    // Where nothing is offered nothing is right.
    ...shareOf(
      "exact",
      holes.map(({ isExact }) => isExact),
    ),
    ...shareOf("parses", told(offered.map(({ parses }) => parses))),
    ...shareOf("compiles", told(offered.map(({ compiles }) => compiles))),
    ...(p50 === undefined ? {} : { similarity: { n: similarities.length, p50 } }),
  };
}

function told(verdicts: readonly (boolean | undefined)[]): boolean[] {
  return verdicts.filter((verdict) => verdict !== undefined);
}

type ShareName = "offered" | "exact" | "parses" | "compiles";

/** Without anything counted there is no share. */
function shareOf(name: ShareName, verdicts: readonly boolean[]): Pick<HoleSummary, ShareName> {
  const n = verdicts.length;
  if (n === 0) return {};
  const passed = verdicts.filter(Boolean).length;
  return { [name]: { passed, n, rate: passed / n, ...wilson(passed, n) } };
}
