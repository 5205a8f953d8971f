// Why a row of the scorecard has its verdict, in the language of the editor. A share is said by its verdict and the thresholds
// that it was held against; what rests on more than those stays the sentence that the run was stored with.
import { percent } from "../../../core/figures/figure-text.ts";
import type { ScorecardRow } from "../../../core/protocol/evaluation.ts";
import { t } from "../../words.ts";

export function rowReason({ verdict, measure, thresholds, reason }: ScorecardRow): string {
  if (measure.kind !== "rate") return reason;
  const { pass, marginal } = thresholds;
  if (verdict === "PASS") return t("At least {0}.", percent(pass));
  if (verdict === "FAIL") return t("Below {0}.", percent(marginal));
  return verdict === "MARGINAL" && measure.rate < pass ? t("Below {0}.", percent(pass)) : reason;
}
