// Problems as the panel shows them: one sentence and the buttons that help, by error code. Nobody looks at message text.
import type { ModelError, ModelErrorCode } from "../../core/model/errors.ts";
import { errorText } from "../host/error-words.ts";
import type { ActionId, Problem } from "../webview/evals/messages.ts";
import { t } from "../words.ts";

const labels: Record<ActionId, () => string> = {
  connectEndpoint: () => t("Connect Endpoint"),
  setApiKey: () => t("Set API Key"),
  openSettings: () => t("Open Settings"),
  checkConnection: () => t("Check Connection"),
  manageTrust: () => t("Manage Workspace Trust"),
  showLog: () => t("Show Log"),
  resume: () => t("Resume"),
  retry: () => t("Try Again"),
};

export function problem(message: string, ...actions: ActionId[]): Problem {
  return { message, actions: actions.map((action) => ({ action, label: labels[action]() })) };
}

const network: ActionId[] = ["checkConnection"];
const helping: Partial<Record<string, ActionId[]>> = {
  invalid_url: ["openSettings"],
  unauthorized: ["setApiKey"],
  dns: network,
  refused: network,
  tls: network,
  unreachable: network,
  timeout_first_byte: network,
  timeout_stalled: network,
  not_openai: network,
  bad_response: network,
  stream_cut: network,
  upstream: network,
} satisfies Partial<Record<ModelErrorCode, ActionId[]>>;

/** Why a job ended without a result. What was answered can be gone on with where there is a run. */
export function problemOf(failed: { code: string; message: string; canResume: boolean }): Problem {
  const goOn: ActionId = failed.canResume ? "resume" : "retry";
  return problem(failed.message, ...(helping[failed.code] ?? []), goOn, "showLog");
}

export function stoppedProblem(canResume: boolean): Problem {
  return canResume
    ? problem(t("Stopped. What was answered is kept."), "resume")
    : problem(t("Stopped. What was measured until then is in the list of runs."), "retry");
}

/** Why an endpoint does not say what it serves; trying again is a button of its own there. */
export function listingProblem(error: ModelError): Problem {
  return problem(errorText(error), ...(helping[error.code] ?? network));
}

export function diedProblem(canResume: boolean): Problem {
  return canResume
    ? problem(
        t("The evaluation ended without a result: its process is gone. What was answered is kept."),
        "resume",
        "showLog",
      )
    : problem(t("It ended without a result: its process is gone."), "retry", "showLog");
}
