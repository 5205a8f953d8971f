// Checks and completes what both generation routes have in common, with vLLM's texts for what it refuses.
import type { SimulatorOptions } from "../options.ts";
import { isInVocabulary } from "../tokenizer/tokenizer.ts";
import { type VersionProfile, versionProfiles } from "../version-profile.ts";
import { badRequest, contextTooLong, modelNotFound } from "./errors.ts";
import type { GenerationBody } from "./request-schema.ts";
import { validatorError } from "./validation.ts";

export type Sampling = {
  model: string;
  n: number;
  maxTokens: number;
  minTokens: number;
  ignoreEos: boolean;
  stop: readonly string[];
  stopTokenIds: readonly number[];
  includeStop: boolean;
  skipSpecialTokens: boolean;
  isStream: boolean;
  includeUsage: boolean;
  continuousUsage: boolean;
  cacheSalt: string;
  /** Lower goes first. */
  priority: number;
};

export type Validity = { body: GenerationBody; options: SimulatorOptions };

/** The checks that vLLM's request models make on parsing, before anything is looked up. */
export function checkBody({ body, options }: Validity): void {
  const profile = versionProfiles[options.vllmVersion];
  if (body.stream_options != null && body.stream !== true) {
    throw validatorError(
      "Stream options can only be defined when `stream=True`.",
      "stream_options",
      body,
    );
  }
  if (body.response_format?.type === "json_schema" && body.response_format.json_schema == null) {
    throw validatorError(
      "When response_format type is 'json_schema', the 'json_schema' field must be provided.",
      "response_format",
      body,
    );
  }
  const { json, regex, choice } = body.structured_outputs ?? {};
  const kinds = [json, regex, choice].filter((kind) => kind != null).length;
  if (profile.hasStructuredOutputs && kinds > 1) {
    throw validatorError(
      "You can only use one kind of constraints for structured outputs ('json', 'regex' or 'choice').",
      "structured_outputs",
      body,
    );
  }
  if (profile.hasCacheSalt && body.cache_salt != null)
    checkCacheSalt(body.cache_salt, { body, profile });
}

function checkCacheSalt(
  salt: string,
  { body, profile }: { body: GenerationBody; profile: VersionProfile },
): void {
  if (salt === "") {
    throw validatorError(
      "Parameter 'cache_salt' must be a non-empty string if provided.",
      "cache_salt",
      body,
    );
  }
  if (profile.hasAdmissionControl && (salt.length > 128 || /[@/\\\0]/.test(salt))) {
    throw validatorError(
      "Parameter 'cache_salt' must have at most 128 characters and none of '@', '/', '\\' and NUL.",
      "cache_salt",
      body,
    );
  }
}

/** @throws RequestRejected 404 for a model that is not served; none at all means the first one. */
export function servedModel(model: string | null | undefined, options: SimulatorOptions): string {
  const served = options.models[0] ?? "";
  if (model == null || model === "") return served;
  if (!options.models.includes(model)) throw modelNotFound(model);
  return model;
}

export type PromptFacts = {
  route: "chat" | "completion";
  /** The longest of a batch. */
  promptTokens: number;
  /** What stands for `max_tokens` when the request names none; undefined: whatever fits. */
  defaultMaxTokens?: number;
  maxTokens: number | null | undefined;
};

/** @throws RequestRejected when a value is out of range or the context window too small. */
export function samplingOf({ body, options }: Validity, prompt: PromptFacts): Sampling {
  const profile = versionProfiles[options.vllmVersion];
  const { maxModelLen } = options;
  const { route, promptTokens } = prompt;
  const wanted = prompt.maxTokens ?? prompt.defaultMaxTokens;
  if (promptTokens + (wanted ?? 1) > maxModelLen) {
    const maxTokens = wanted ?? 1;
    throw contextTooLong({ route, promptTokens, maxTokens, maxModelLen }, profile);
  }
  const maxTokens = wanted ?? maxModelLen - promptTokens;
  checkRanges(body, maxTokens, options);
  const stop = typeof body.stop === "string" ? [body.stop] : (body.stop ?? []);
  if (stop.includes("")) throw badRequest("stop cannot contain an empty string.");
  for (const id of body.stop_token_ids ?? []) {
    if (!isInVocabulary(id)) throw badRequest(`Token id ${id} is out of vocabulary`);
  }
  const includeUsage =
    body.stream_options != null &&
    (body.stream_options.include_usage ?? profile.includesUsageByDefault);
  return {
    model: servedModel(body.model, options),
    n: body.n ?? 1,
    maxTokens,
    minTokens: body.min_tokens ?? 0,
    ignoreEos: body.ignore_eos ?? false,
    stop,
    stopTokenIds: body.stop_token_ids ?? [],
    includeStop: body.include_stop_str_in_output ?? false,
    skipSpecialTokens: body.skip_special_tokens ?? true,
    isStream: body.stream ?? false,
    includeUsage,
    continuousUsage: includeUsage && body.stream_options?.continuous_usage_stats === true,
    cacheSalt: profile.hasCacheSalt ? (body.cache_salt ?? "") : "",
    priority: body.priority ?? 0,
  };
}

function checkRanges(
  body: GenerationBody,
  maxTokens: number,
  { schedulingPolicy }: SimulatorOptions,
): void {
  const { n, temperature, top_p, top_k, min_p, min_tokens, repetition_penalty, priority } = body;
  const refuse = (message: string, param: string) => {
    throw badRequest(message, param);
  };
  if (n != null && n < 1) refuse(`n must be at least 1, got ${n}.`, "n");
  if (temperature != null && temperature < 0) {
    refuse(`temperature must be non-negative, got ${temperature}.`, "temperature");
  }
  if (top_p != null && (top_p <= 0 || top_p > 1)) {
    refuse(`top_p must be in (0, 1], got ${top_p}.`, "top_p");
  }
  if (top_k != null && top_k < -1) {
    refuse(`top_k must be 0 (disable), or at least 1, got ${top_k}.`, "top_k");
  }
  if (min_p != null && (min_p < 0 || min_p > 1)) {
    refuse(`min_p must be in [0, 1], got ${min_p}.`, "min_p");
  }
  if (repetition_penalty != null && repetition_penalty <= 0) {
    refuse(
      `repetition_penalty must be greater than zero, got ${repetition_penalty}.`,
      "repetition_penalty",
    );
  }
  for (const name of ["presence_penalty", "frequency_penalty"] as const) {
    const value = body[name];
    if (value != null && (value < -2 || value > 2)) {
      refuse(`${name} must be in [-2, 2], got ${value}.`, name);
    }
  }
  if (maxTokens < 1) refuse(`max_tokens must be at least 1, got ${maxTokens}.`, "max_tokens");
  if (min_tokens !== undefined && min_tokens < 0) {
    refuse(`min_tokens must be greater than or equal to 0, got ${min_tokens}.`, "min_tokens");
  }
  if (min_tokens !== undefined && min_tokens > maxTokens) {
    refuse(
      `min_tokens must be less than or equal to max_tokens=${maxTokens}, got ${min_tokens}.`,
      "min_tokens",
    );
  }
  if (priority !== undefined && priority !== 0 && schedulingPolicy === "fcfs") {
    refuse(`Got priority ${priority} but Priority scheduling is not enabled.`, "priority");
  }
}
