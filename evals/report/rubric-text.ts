// The figures of a category's rubric in words. A model that judges itself flatters itself: its share of facts is shown
// lowered as well, by the band by which its ratings are lowered.

import { percent, plural } from "../../core/figures/figure-text.ts";
import type { CategorySummary } from "../../core/protocol/evaluation.ts";
import rules from "./thresholds.json" with { type: "json" };

/** `46/52 facts, 0 false claims, 3 disputed`. */
export function rubricText(rubric: NonNullable<CategorySummary["rubric"]>): string {
  const { facts, falsehoods, disputed, isSelfJudged } = rubric;
  return [
    `${facts.met}/${facts.of} facts`,
    plural(falsehoods.claimed, "false claim"),
    ...(disputed > 0 ? [`${disputed} disputed`] : []),
    ...(isSelfJudged ? [`self-judged${deflated(facts)}`] : []),
  ].join(", ");
}

function deflated({ met, of }: { met: number; of: number }): string {
  if (of === 0) return "";
  const { least, most } = rules.selfJudgedDeflation;
  // The band is in points of ten.
  const lowered = (by: number) => percent(Math.max(0, met / of - by / 10));
  return ` (${lowered(most)}–${lowered(least)} after deflation)`;
}
