// What a model list or an error means for the connection the user sees, and how long to wait before looking again.
// Pure: no network, no clock.

import { hostOf } from "../../../core/model/base-url.ts";
import type { ServedModel } from "../../../core/model/client.ts";
import type { ModelError } from "../../../core/model/errors.ts";
import type { Route } from "../../../core/routing/route.ts";
import type { Connection } from "../../webview/messages.ts";
import { t } from "../../words.ts";
import { errorText } from "../error-words.ts";

/** The state after the endpoint listed its models. */
export function stateOfModels(route: Route, models: readonly ServedModel[]): Connection {
  const host = hostOf(route.endpoint.url);
  const wanted = route.model?.model ?? models[0]?.id;
  const isSimulated = models.some((model) => model.isSimulated);
  if (wanted === undefined) {
    return { state: "noModel", label: t("{0} serves no model.", host), isSimulated };
  }
  if (!models.some(({ id }) => id === wanted)) {
    return { state: "noModel", label: t("{0} does not serve {1}.", host, wanted), isSimulated };
  }
  return { state: "ready", label: t("{0} at {1}", wanted, host), isSimulated };
}

/** The state after a request failed; undefined when the failure says nothing about the connection. */
export function stateOfError(error: ModelError): Connection | undefined {
  switch (error.code) {
    case "unauthorized":
      return { state: "unauthorised", label: errorText(error), isSimulated: false };
    case "model_not_found":
      return { state: "noModel", label: errorText(error), isSimulated: false };
    case "invalid_url":
    case "dns":
    case "refused":
    case "tls":
    case "unreachable":
    case "timeout_first_byte":
    case "not_openai":
      return { state: "unreachable", label: errorText(error), isSimulated: false };
    case "timeout_stalled":
    case "context_length":
    case "busy":
    case "bad_request":
    case "bad_response":
    case "upstream":
    case "stream_cut":
      return undefined;
  }
}

/** Half a minute, doubled with every failure in a row up to ten minutes. */
export function retryDelayMs(failuresInARow: number): number {
  return Math.min(30_000 * 2 ** Math.max(0, failuresInARow - 1), 600_000);
}
