// Everything the simulated endpoint can be told at its start, with defaults. Knows nothing of the command line.
import type { CompletionManner } from "./answers/completion-manner.ts";
import type { ProfileName } from "./profile.ts";
import type { VllmVersion } from "./version-profile.ts";

export const faultKinds = [
  "refuse",
  "401",
  "503",
  "reset",
  "error-event",
  "stall",
  "200-error",
  "truncate",
  "slow-first-byte",
  "html",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  kind: FaultKind;
  /** Tokens to send before it strikes; for `slow-first-byte` the milliseconds to wait. */
  after?: number;
  /** Strikes only every so many requests; 1 is every request. */
  every?: number;
};

export type SimulatorOptions = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  models: readonly string[];
  maxModelLen: number;
  profile: ProfileName;
  vllmVersion: VllmVersion;
  apiKey?: string;
  maxNumSeqs: number;
  maxNumBatchedTokens: number;
  maxNumQueuedReqs?: number;
  gpuBlocks: number;
  /** Tokens per chunk; the first token always comes alone. */
  streamInterval: number;
  /** Cuts every write inside a multi-byte character, where it has one. */
  splitUtf8: boolean;
  enableAutoToolChoice: boolean;
  toolCallParser?: ToolCallParser;
  enablePromptTokensDetails: boolean;
  schedulingPolicy: SchedulingPolicy;
  runner: Runner;
  /** How raw prompts on /v1/completions are answered. */
  completions: CompletionManner;
  faults: readonly Fault[];
  /** Varies request ids and fingerprints, nothing else. */
  seed: number;
};

/** `hermes` is the parser that cannot read Qwen3-Coder's calls and leaves them in the text. */
export const toolCallParsers = ["qwen3_coder", "hermes"] as const;
export type ToolCallParser = (typeof toolCallParsers)[number];

export const schedulingPolicies = ["fcfs", "priority"] as const;
export type SchedulingPolicy = (typeof schedulingPolicies)[number];

/** A vLLM server either generates or embeds. */
export const runners = ["generate", "pooling"] as const;
export type Runner = (typeof runners)[number];

export const defaultOptions: SimulatorOptions = {
  host: "127.0.0.1",
  port: 8000,
  models: ["qwen3-coder"],
  maxModelLen: 65_536,
  profile: "instant",
  vllmVersion: "0.29",
  maxNumSeqs: 256,
  maxNumBatchedTokens: 8192,
  gpuBlocks: 32_768,
  streamInterval: 1,
  splitUtf8: false,
  enableAutoToolChoice: false,
  enablePromptTokensDetails: false,
  schedulingPolicy: "fcfs",
  runner: "generate",
  completions: "lookup",
  faults: [],
  seed: 0,
};

/** @throws RangeError with one sentence when the options contradict each other. */
export function checkOptions(options: SimulatorOptions): void {
  const needed = Math.ceil(options.maxModelLen / 16);
  if (options.gpuBlocks < needed) {
    throw new RangeError(
      `A context of ${options.maxModelLen} tokens needs ${needed} KV blocks, but there are only ${options.gpuBlocks}.`,
    );
  }
  if (options.maxNumQueuedReqs !== undefined && options.vllmVersion !== "0.29") {
    throw new RangeError("--max-num-queued-reqs exists only from vLLM 0.29 on.");
  }
  if (options.enableAutoToolChoice && options.toolCallParser === undefined) {
    throw new RangeError("--enable-auto-tool-choice requires --tool-call-parser.");
  }
}

/** Reads `KIND[@AFTER][:EVERY]`; undefined when it is none. */
export function parseFault(text: string): Fault | undefined {
  const match = /^([a-z0-9-]+)(?:@(\d+))?(?::(\d+))?$/.exec(text.trim());
  const kind = faultKinds.find((name) => name === match?.[1]);
  if (match === null || kind === undefined) return undefined;
  const fault: Fault = { kind };
  if (match[2] !== undefined) fault.after = Number(match[2]);
  if (match[3] !== undefined) fault.every = Math.max(1, Number(match[3]));
  return fault;
}
