// What a driver says about each test, between whatever else a program prints: lines that open with the run's nonce.
// A frame proves nothing about a result; it only says which line is one. What counts is compared outside.
import type { Value } from "./value.ts";

export type TestResult =
  | { kind: "value"; value: Value; ms: number }
  | { kind: "thrown"; message: string; ms: number }
  | { kind: "memory"; ms: number }
  /** What was returned is made to fool a comparison, or a frame that no driver writes. */
  | { kind: "tamper"; message: string; ms: number };

export type LoadFailure = { kind: "syntax" | "missing" | "error"; message: string };

export type Frames = {
  /** In the order of the tests, as far as there are any. */
  results: readonly TestResult[];
  /** Why no test could be started. */
  loadFailure?: LoadFailure;
  /** All tests were run and the driver ended by itself. */
  isComplete: boolean;
  /** Frames out of order, twice or malformed: somebody else wrote them. */
  tamper?: string;
};

/** `decode` makes a value of a payload, undefined when it is none. */
export function readFrames(
  stdout: string,
  nonce: string,
  decode: (payload: string) => Value | undefined,
): Frames {
  const results: TestResult[] = [];
  let isComplete = false;
  const cheated = (tamper: string): Frames => ({ results, isComplete: false, tamper });
  for (const line of stdout.split("\n")) {
    if (!line.startsWith(`${nonce} `)) continue;
    if (isComplete) return cheated("a result after the last one");
    const [, head = "", kind = "", ms = "", payload = ""] =
      /^\S+ (\S+)(?: (\S+))?(?: (\S+))?(?: (.*))?$/su.exec(line) ?? [];
    if (head === "end") {
      isComplete = true;
    } else if (head === "load") {
      if (results.length > 0) return cheated("it was loaded twice");
      return { results, isComplete, loadFailure: loadFailure(kind, payload) };
    } else {
      if (head !== String(results.length)) return cheated("results out of order");
      const result = resultOf({ kind, ms: Number(ms), payload }, decode);
      if (result === undefined) return cheated("a result that no driver writes");
      results.push(result);
    }
  }
  return { results, isComplete };
}

type Frame = { kind: string; ms: number; payload: string };

function resultOf(
  { kind, ms, payload }: Frame,
  decode: (payload: string) => Value | undefined,
): TestResult | undefined {
  if (!(ms >= 0)) return undefined;
  switch (kind) {
    case "v": {
      const value = decode(payload);
      return value === undefined ? undefined : { kind: "value", value, ms };
    }
    case "o":
      return { kind: "value", value: { other: payload }, ms };
    case "t":
      return { kind: "thrown", message: payload, ms };
    case "m":
      return { kind: "memory", ms };
    case "x":
      return { kind: "tamper", message: payload, ms };
    default:
      return undefined;
  }
}

function loadFailure(kind: string, message: string): LoadFailure {
  const known = kind === "syntax" || kind === "missing" ? kind : "error";
  return { kind: known, message };
}
