// Every error the simulated endpoint answers with, and the body each vLLM version gives it. The texts are vLLM's.
import type { VersionProfile } from "../version-profile.ts";

export type ApiError = {
  status: number;
  message: string;
  type: string;
  param: string | null;
};

/** Thrown inside a handler and rendered once, at its edge. */
export class RequestRejected extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.message);
    this.error = error;
  }
}

export function badRequest(message: string, param: string | null = null): RequestRejected {
  return new RequestRejected({ status: 400, message, type: "BadRequestError", param });
}

export function modelNotFound(model: string): RequestRejected {
  return new RequestRejected({
    status: 404,
    message: `The model \`${model}\` does not exist.`,
    type: "NotFoundError",
    param: "model",
  });
}

export const engineBusy: ApiError = {
  status: 503,
  message:
    "The engine is currently busy and cannot accept new requests. Please try again later or on a different instance.",
  type: "Service Unavailable",
  param: null,
};

export const internalError: ApiError = {
  status: 500,
  message: "Internal server error",
  type: "InternalServerError",
  param: null,
};

export type ContextOverflow = {
  route: "chat" | "completion";
  promptTokens: number;
  maxTokens: number;
  maxModelLen: number;
};

export function contextTooLong(
  { route, promptTokens, maxTokens, maxModelLen }: ContextOverflow,
  { hasRendererContextText }: VersionProfile,
): RequestRejected {
  if (hasRendererContextText) {
    return badRequest(
      `You passed ${promptTokens} input tokens and requested ${maxTokens} output tokens. However, the model's context length is only ${maxModelLen} tokens, resulting in a maximum input length of ${Math.max(maxModelLen - maxTokens, 0)} tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=${promptTokens})`,
      "input_tokens",
    );
  }
  const where = route === "chat" ? "messages" : "prompt";
  return badRequest(
    `This model's maximum context length is ${maxModelLen} tokens. However, you requested ${promptTokens + maxTokens} tokens (${promptTokens} in the ${where}, ${maxTokens} in the completion). Please reduce the length of the ${where} or completion.`,
  );
}

export function errorBody(error: ApiError, profile: VersionProfile): Record<string, unknown> {
  const param = profile.hasErrorParam ? error.param : null;
  const fields = { message: error.message, type: error.type, param, code: error.status };
  return profile.hasNestedErrors ? { error: fields } : { object: "error", ...fields };
}
