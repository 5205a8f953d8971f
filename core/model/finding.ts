// What one step of a probe came to, and how a failed attempt becomes a finding. Knows nothing of what is tried.
import type { Capabilities } from "./capabilities.ts";
import { ModelError } from "./errors.ts";

export type Finding = {
  /** A warning limits what Tandem can do; a failure ends the probe. */
  outcome: "ok" | "warning" | "failed" | "skipped";
  /** One sentence for the user. */
  summary: string;
  /** One sentence for the user: what to do about it. */
  remedy?: string;
  error?: ModelError;
  learned?: Capabilities;
};

/** Runs one attempt; a ModelError becomes its result, and everything else, an abort above all, goes on. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<T | ModelError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

export function failure(error: ModelError): Finding {
  return { outcome: "failed", summary: error.summary, remedy: error.remedy, error };
}
