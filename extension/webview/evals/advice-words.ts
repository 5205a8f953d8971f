// The words of the sentence about what an endpoint is fit for, in the panel's language. core/figures puts the sentence together.
import type { AdviceWords, UseName } from "../../../core/figures/deployment-advice.ts";
import { plural, t } from "../../words.ts";
import { scorecardTitle } from "./words.ts";

const useNames: Readonly<Record<UseName, () => string>> = {
  chat: () => t("chat"),
  review: () => t("review"),
  "inline completion": () => t("inline completion"),
  SQL: () => t("SQL"),
  "system design": () => t("system design"),
  "tool calls": () => t("tool calls"),
  "long documents": () => t("long documents"),
  math: () => t("math"),
  "batch work": () => t("batch work"),
};

export const adviceWords: AdviceWords = {
  simulated: () => t("Simulated: says nothing about a model."),
  nothingAsked: () => t("No verdict: no row of the scorecard was asked for."),
  lacking: (lacking, rows) =>
    plural(lacking, ["{0} of {1} rows lacks numbers", "{0} of {1} rows lack numbers"], rows),
  noVerdict: (numbers) => t("No verdict: {0}.", numbers),
  fit: (uses) => t("Fit for {0}", uses),
  nothingFit: () => t("Fit for nothing that was tested"),
  caveats: (uses) => t("with caveats for {0}", uses),
  unfit: (uses) => t("not for {0}", uses),
  unknown: (uses) => t("no verdict for {0}", uses),
  use: (name) => useNames[name](),
  row: scorecardTitle,
  list: (most, last) => t("{0} and {1}", most, last),
};
