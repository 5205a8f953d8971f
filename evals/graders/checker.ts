// Grader `checker`: a test program that brings its own expectations runs in one sandbox, the candidate in another; the
// test program calls a stub, the host carries the calls. Passes when the test program ends well after exactly as many
// calls as the case says.
import type { Checker } from "../../core/protocol/case/checker.ts";
import type { Check, Grade } from "../../core/protocol/grade.ts";
import { extract } from "../answers/extract.ts";
import type { Step } from "../languages/kit.ts";
import { kitOf } from "../languages/kits.ts";
import { moduleOf, pythonStep } from "../languages/python.ts";
import { pythonChecker, pythonServer } from "../languages/python-checker.ts";
import { type Relayed, relay, type Side } from "./checker-relay.ts";
import type { GradeRequest, Grader } from "./grader.ts";
import { failed, lastReply, passed, unscored } from "./grades.ts";
import { candidateFile } from "./io-tests-answer.ts";
import { type Ending, endAtLimit, endOfLoad, endTooSoon } from "./io-tests-ending.ts";
import { steady } from "./io-tests-output.ts";

const defaults = { runMs: 10_000, memoryMb: 512 };

export const checkerGrader: Grader<"checker"> = {
  kind: "checker",

  needs: () => [{ sandbox: "processes" }, { language: "python" }],

  async grade({ spec, instance, transcript, bench }, signal) {
    const { answer, files } = instance;
    const wanted = { answer, language: "python" as const, entry: spec.entry };
    const extracted = extract(lastReply(transcript), wanted);
    if (!extracted.ok) {
      return failed(extracted.failClass, extracted.reason, { extraction: "none" });
    }
    const { text, extraction } = extracted;
    const findings = { extraction, extracted: text };
    const { fileName } = kitOf("python");
    const candidate = candidateFile(answer, text, { files, fileName });
    if (!candidate.ok) return failed("patch-failed", candidate.reason, findings);
    const { openFolder } = bench.sandbox;
    const toolchain = bench.toolchains.found.get("python");
    // Whoever grades has seen to it that all needs are met.
    if (openFolder === undefined || toolchain === undefined)
      throw new RangeError("Nothing here runs Python.");
    const step = (driver: string) => pythonStep(toolchain, driver);
    const sides = sidesOf({ spec, instance, candidate, step });
    return gradeOf(spec, await relay(openFolder, sides, signal), findings);
  },
};

type SidesOf = Pick<GradeRequest<"checker">, "spec" | "instance"> & {
  candidate: { path: string; text: string };
  step: (driver: string) => Step;
};

function sidesOf({ spec, instance, candidate, step }: SidesOf): { checker: Side; candidate: Side } {
  const { runMs = defaults.runMs, memoryMb = defaults.memoryMb } = instance.file.limits ?? {};
  const own = moduleOf(candidate.path);
  const common = { step, memoryBytes: memoryMb * 2 ** 20 };
  return {
    checker: {
      ...common,
      // The candidate is what has to be in time: whoever waits for it may wait a little longer.
      wallMs: runMs + 5_000,
      files: new Map([[spec.program, instance.files.get(spec.program) ?? ""]]),
      driver: pythonChecker,
      head: { module: moduleOf(spec.program), check: spec.check, entry: spec.entry },
    },
    candidate: {
      ...common,
      wallMs: runMs,
      files: new Map([[candidate.path, candidate.text]]),
      driver: pythonServer,
      head: { module: own, entry: spec.entry, own: [own] },
    },
  };
}

function gradeOf(spec: Checker, relayed: Relayed, findings: Partial<Grade>): Grade {
  const { calls, verdict = "", checker, candidate } = relayed;
  const [, said = "", message = ""] = /^(\w*) ?(.*)$/s.exec(verdict) ?? [];
  const checks: Check[] = [
    { name: spec.check, ok: said === "passed" },
    { name: "calls", ok: calls === spec.calls, expected: spec.calls, actual: calls },
  ];
  if (said === "broken") return unscored(`The test program does not work: ${message}`, findings);
  const ending = endOf(relayed) ?? (said === "" ? endAtLimit(checker) : undefined);
  if (ending !== undefined) {
    const { failClass, reason, showsOutput } = ending;
    const output = showsOutput === true ? { output: steady(candidate.stderr, []) } : {};
    return failed(failClass, reason, { ...findings, checks, ...output });
  }
  if (said === "") return unscored("The test program ended without a word.", findings);
  const after = `${spec.check} after ${calls} calls`;
  if (said === "failed") {
    const { thrown } = relayed;
    return thrown === undefined
      ? failed("wrong-answer", `${after}: ${steady(message, [])}`, { ...findings, checks })
      : failed("runtime", `${after}: it threw ${steady(thrown, [])}`, { ...findings, checks });
  }
  if (calls === spec.calls) return passed({ ...findings, checks });
  const reason = `${spec.check} made ${calls} of ${spec.calls} calls.`;
  return failed("early-exit", reason, { ...findings, checks });
}

/** Why the candidate's side is no pass whatever the test program says. */
function endOf({ calls, refusal, candidate }: Relayed): Ending | undefined {
  if (refusal === undefined) return undefined;
  if (refusal === "ended") {
    return endAtLimit(candidate) ?? endTooSoon(candidate, `after ${calls} calls`);
  }
  const { kind, message } = refusal;
  switch (kind) {
    case "m":
      return { failClass: "memory", reason: "It ran out of memory." };
    case "x":
      return { failClass: "tamper", reason: `It returned ${message}.` };
    case "syntax":
    case "missing":
      return endOfLoad({ kind, message });
    default:
      return endOfLoad({ kind: "error", message });
  }
}
