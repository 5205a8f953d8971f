// Why a run as a whole is no pass, whatever its single results say. Runs nothing.
import { constants } from "node:os";
import type { FailClass } from "../../core/protocol/grade.ts";
import type { Frames, LoadFailure } from "../languages/frames.ts";
import type { Outcome } from "../sandbox/sandbox.ts";
import { steady } from "./io-tests-output.ts";

export type Ending = { failClass: FailClass; reason: string; showsOutput?: boolean };

/** Undefined when the program did all it was asked to and ended by itself. */
export function endOfRun(run: {
  frames: Frames;
  outcome: Outcome;
  tests: number;
}): Ending | undefined {
  const { frames, outcome, tests } = run;
  const { loadFailure, results, isComplete, tamper } = frames;
  if (loadFailure !== undefined) return endOfLoad(loadFailure);
  const limit = endAtLimit(outcome);
  if (limit !== undefined) return limit;
  if (tamper !== undefined) {
    return { failClass: "tamper", reason: `It wrote results in the driver's name: ${tamper}.` };
  }
  if (isClean(outcome) && isComplete && results.length === tests) return undefined;
  return endTooSoon(outcome, `after ${results.length} of ${tests} tests`);
}

export function endOfLoad({ kind, message }: LoadFailure): Ending {
  const said = steady(message, []);
  return kind === "error"
    ? { failClass: "runtime", reason: `It fails when it is loaded: ${said}`, showsOutput: true }
    : { failClass: "compile", reason: `It cannot be loaded: ${said}` };
}

export function endAtLimit({ end, stdoutCut }: Outcome): Ending | undefined {
  if (end === "timeout") {
    return { failClass: "timeout", reason: "It did not finish within its time limit." };
  }
  if (end === "memory") {
    return { failClass: "memory", reason: "It needed more memory than its limit." };
  }
  if (end === "output-limit" || stdoutCut > 0) {
    return { failClass: "output-limit", reason: "It wrote more than its limit." };
  }
  return undefined;
}

/** `after` says how far it came. */
export function endTooSoon(outcome: Outcome, after: string): Ending {
  if (isClean(outcome)) return { failClass: "early-exit", reason: `The program ended ${after}.` };
  const reason = `The program ended ${after} with ${exitOf(outcome)}.`;
  return { failClass: "runtime", reason, showsOutput: true };
}

function isClean({ exitCode, signal }: Outcome): boolean {
  return exitCode === 0 && signal === null;
}

/** A shell in between reports a signal as 128 and its number. */
function exitOf({ exitCode, signal }: Outcome): string {
  const name = Object.entries(constants.signals).find(([, no]) => no + 128 === exitCode)?.[0];
  if (signal !== null || name !== undefined) return `signal ${signal ?? name}`;
  return `exit code ${exitCode}`;
}
