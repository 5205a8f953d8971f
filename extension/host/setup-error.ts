// What stops a request before it is sent because something has to be set up first. Like ModelError it has a code and
// two sentences for a person; unlike it no endpoint was asked.

export const setupErrors = {
  no_endpoint: "Connect one with the command Tandem: Connect Endpoint.",
  no_model: "Load a model on the server, or connect another endpoint.",
  no_inline_model: "Name one under “inline” in the setting tandem.routes.",
  no_fim: "Choose another one with the command Tandem: Select Completion Model.",
  wrong_fim:
    "Set “fim” in tandem.models, or choose a base model with Tandem: Select Completion Model.",
  unknown_model: "Correct the setting, or choose with the command Tandem: Select Model.",
  unknown_endpoint: "Correct the setting tandem.models or tandem.endpoints.",
  invalid_settings: "Correct it in the settings.",
} as const;

export type SetupErrorCode = keyof typeof setupErrors;

export class SetupError extends Error {
  readonly code: SetupErrorCode;
  readonly summary: string;
  readonly remedy: string;

  constructor(code: SetupErrorCode, summary: string) {
    super(`${summary} ${setupErrors[code]}`);
    this.name = "SetupError";
    this.code = code;
    this.summary = summary;
    this.remedy = setupErrors[code];
  }
}
