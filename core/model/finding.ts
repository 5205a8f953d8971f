// What one step of a probe came to, and how a failed attempt becomes a finding. Knows nothing of what is tried.
import type { Capabilities } from "./capabilities.ts";
import { ModelError } from "./errors.ts";

export type Finding = {
  /** A warning limits what Tandem can do; a failure ends the probe. */
  outcome: "ok" | "warning" | "failed" | "skipped";
  /** One sentence for the user. */
  summary: string;
  /** The same with its values apart, for whoever says it in another language; left out where `error` says it. */
  words?: Words;
  /** The model the step asked, where it is another one than that of the rest of the probe. */
  about?: string;
  /** One sentence for the user: what to do about it. */
  remedy?: string;
  error?: ModelError;
  learned?: Capabilities;
};

/** `{0}`, `{1}` … in the text stand for the values. */
export type Words = { text: string; values: readonly (string | number)[] };

/** A summary; the literal text is what translations are found by. */
export function say(
  text: string,
  ...values: readonly (string | number)[]
): Required<Pick<Finding, "summary" | "words">> {
  const written = values.map((value) =>
    typeof value === "number" ? value.toLocaleString("en") : value,
  );
  const summary = text.replace(/\{(\d+)\}/g, (mark, index) => written[Number(index)] ?? mark);
  return { summary, words: { text, values } };
}

/** Marks the constant sentence of a remedy as one that is translated. */
export function advise(text: string): string {
  return text;
}

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
