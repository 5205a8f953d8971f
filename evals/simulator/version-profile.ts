// What differs on the wire between the vLLM versions the simulator can play. Only differences that a client can see.

export type VersionProfile = {
  /** What GET /version answers. */
  version: string;
  /** Errors as `{error: {…}}`; before that the fields stood at the top with `object: "error"`. */
  hasNestedErrors: boolean;
  /** Errors name the offending parameter. */
  hasErrorParam: boolean;
  /** The renderer's text ("You passed N input tokens…") instead of "This model's maximum context length is…". */
  hasRendererContextText: boolean;
  /** `token_ids` and `prompt_token_ids` stand in the answer as null. */
  hasTokenIdFields: boolean;
  hasPromptText: boolean;
  /** `stream_options: {}` asks for usage. */
  includesUsageByDefault: boolean;
  reasoningFields: readonly ("reasoning" | "reasoning_content")[];
  /** `guided_json` and its siblings constrain the answer; later versions ignore them. */
  hasGuidedDecoding: boolean;
  hasStructuredOutputs: boolean;
  hasCacheSalt: boolean;
  /** `--max-num-queued-reqs`. */
  hasAdmissionControl: boolean;
  metrics: "0.8" | "current";
  /** The names between 0.9 and the removal of the deprecated ones. */
  hasDeprecatedMetrics: boolean;
};

export const vllmVersions = ["0.8", "0.12", "0.29"] as const;
export type VllmVersion = (typeof vllmVersions)[number];

export const versionProfiles: Record<VllmVersion, VersionProfile> = {
  "0.8": {
    version: "0.8.5",
    hasNestedErrors: false,
    hasErrorParam: false,
    hasRendererContextText: false,
    hasTokenIdFields: false,
    hasPromptText: false,
    includesUsageByDefault: true,
    reasoningFields: ["reasoning_content"],
    hasGuidedDecoding: true,
    hasStructuredOutputs: false,
    hasCacheSalt: false,
    hasAdmissionControl: false,
    metrics: "0.8",
    hasDeprecatedMetrics: true,
  },
  "0.12": {
    version: "0.12.0",
    hasNestedErrors: true,
    hasErrorParam: false,
    hasRendererContextText: false,
    hasTokenIdFields: true,
    hasPromptText: false,
    includesUsageByDefault: true,
    reasoningFields: ["reasoning", "reasoning_content"],
    hasGuidedDecoding: false,
    hasStructuredOutputs: true,
    hasCacheSalt: true,
    hasAdmissionControl: false,
    metrics: "current",
    hasDeprecatedMetrics: true,
  },
  "0.29": {
    version: "0.29.0",
    hasNestedErrors: true,
    hasErrorParam: true,
    hasRendererContextText: true,
    hasTokenIdFields: true,
    hasPromptText: true,
    includesUsageByDefault: false,
    reasoningFields: ["reasoning"],
    hasGuidedDecoding: false,
    hasStructuredOutputs: true,
    hasCacheSalt: true,
    hasAdmissionControl: true,
    metrics: "current",
    hasDeprecatedMetrics: false,
  },
};
