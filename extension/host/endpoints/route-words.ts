// Why a model serves a task, or why none does, in the language of the editor. The codes are core's.

import type { NoRoute, Route } from "../../../core/routing/route.ts";
import { t } from "../../words.ts";

export function whyWords({ routedBy, model }: Route): string {
  if (routedBy !== undefined) return t("route for {0}", routedBy);
  return model === undefined ? t("first model the endpoint serves") : t("first configured model");
}

export function noRouteWords({ problem, names }: NoRoute): string {
  const { model = "", endpoint = "" } = names ?? {};
  switch (problem) {
    case "no_endpoint":
      return t("No endpoint is configured.");
    case "no_inline_model":
      return t("No model is routed to inline completion.");
    case "unknown_model":
      return t('tandem.routes names the model "{0}", which tandem.models lacks.', model);
    case "unknown_endpoint":
      return t(
        'The model "{0}" names the endpoint "{1}", which tandem.endpoints lacks.',
        model,
        endpoint,
      );
  }
}
