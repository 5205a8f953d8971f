// What stops a request before it is sent because something has to be set up first. Like ModelError it has a code and
// two sentences for a person; unlike it no endpoint was asked.

import { t } from "../words.ts";

export const setupErrors = {
  no_endpoint: () => t("Connect one with the command Tandem: Connect Endpoint."),
  no_model: () => t("Load a model on the server, or connect another endpoint."),
  no_inline_model: () => t("Name one under “inline” in the setting tandem.routes."),
  no_fim: () => t("Choose another one with the command Tandem: Select Completion Model."),
  wrong_fim: () =>
    t("Set “fim” in tandem.models, or choose a base model with Tandem: Select Completion Model."),
  unknown_model: () => t("Correct the setting, or choose with the command Tandem: Select Model."),
  unknown_endpoint: () => t("Correct the setting tandem.models or tandem.endpoints."),
  invalid_settings: () => t("Correct it in the settings."),
} as const satisfies Record<string, () => string>;

export type SetupErrorCode = keyof typeof setupErrors;

export class SetupError extends Error {
  readonly code: SetupErrorCode;
  readonly summary: string;
  readonly remedy: string;

  constructor(code: SetupErrorCode, summary: string) {
    const remedy = setupErrors[code]();
    super(`${summary} ${remedy}`);
    this.name = "SetupError";
    this.code = code;
    this.summary = summary;
    this.remedy = remedy;
  }
}
