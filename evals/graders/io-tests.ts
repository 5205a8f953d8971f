// Grader `io-tests`: calls the candidate's function with inputs and compares what it returns outside the sandbox.
import type { IoTests } from "../../core/protocol/case/io-tests.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Language } from "../../core/protocol/language.ts";
import { defines } from "../answers/code-shape.ts";
import { extract } from "../answers/extract.ts";
import type { Instance } from "../cases/instance.ts";
import type { Kit } from "../languages/kit.ts";
import { kitOf } from "../languages/kits.ts";
import { parseSignature } from "../languages/value-type.ts";
import { type Sandbox, SandboxError } from "../sandbox/sandbox.ts";
import type { Bench, Grader } from "./grader.ts";
import { failed, lastReply, skipped } from "./grades.ts";
import { type CandidateFile, candidateFile } from "./io-tests-answer.ts";
import { reportGrade } from "./io-tests-report.ts";
import { type RunReport, runTests, runTestsInScript } from "./io-tests-run.ts";

const defaults = { runMs: 6_000, memoryMb: 512 };

export const ioTestsGrader: Grader<"io-tests"> = {
  kind: "io-tests",

  needs(_, instance) {
    const language = languageOf(instance);
    // JavaScript runs in an interpreter as well.
    return language === "javascript" ? [{ language }] : [{ sandbox: "processes" }, { language }];
  },

  async grade({ spec, instance, transcript, bench }, signal) {
    if (bench.sandbox.tier === "none") return skipped(noSandbox);
    const language = languageOf(instance);
    const kit = kitOf(language);
    const { answer, files } = instance;
    const entry = definedName(spec, instance, language);
    const named = entry === undefined ? {} : { entry };
    const extracted = extract(lastReply(transcript), { answer, language, ...named });
    if (!extracted.ok) {
      return failed(extracted.failClass, extracted.reason, { extraction: "none" });
    }
    const { text, extraction } = extracted;
    const findings = { extraction, extracted: text };
    const candidate = candidateFile(answer, text, { files, fileName: kit.fileName });
    if (!candidate.ok) return failed("patch-failed", candidate.reason, findings);
    const notes: Check[] =
      candidate.note === undefined
        ? []
        : [{ name: "join", ok: null, detail: candidate.note, advisory: true }];
    const feasible = testsFor(bench.sandbox, spec);
    const report = await run({ kit, spec: feasible, instance, bench, candidate }, signal);
    return reportGrade(feasible, report, {
      findings: { ...findings, checks: [...notes, ...leftOut(spec, feasible)] },
      hidden: bench.toolchains.found.get(language)?.mounts ?? [],
    });
  },
};

/** By which the right one of several blocks is told: the entry, or the first name the harness takes from the reference. */
function definedName(spec: IoTests, instance: Instance, language: Language): string | undefined {
  if (instance.answer.kind !== "code") return undefined;
  if (spec.harness === undefined) return spec.entry;
  const harness = instance.files.get(spec.harness) ?? "";
  const reference = instance.references[0]?.text ?? "";
  const names = new Set(harness.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  return [...names].find((name) => defines(reference, language, name));
}

const noSandbox = "no sandbox: programs written by a model run nowhere else";

/** An interpreter cannot tell a slow answer from a good one. */
function testsFor({ openFolder }: Sandbox, spec: IoTests): IoTests {
  if (openFolder !== undefined) return spec;
  const tests = spec.tests
    .filter(({ group }) => group !== "size")
    .map(({ limitMs: _, ...test }) => test);
  return { ...spec, tests };
}

function leftOut(spec: IoTests, feasible: IoTests): Check[] {
  const kept = new Set(feasible.tests.map(({ name }) => name));
  return spec.tests
    .filter(({ name }) => !kept.has(name))
    .map(({ name }) => ({ name: `size: ${name}`, ok: null, detail: "an interpreter is too slow" }));
}

type RunOf = {
  kit: Kit;
  spec: IoTests;
  instance: Instance;
  bench: Bench;
  candidate: Extract<CandidateFile, { ok: true }>;
};

async function run(
  { kit, spec, instance, bench, candidate }: RunOf,
  signal: AbortSignal,
): Promise<RunReport> {
  const { openFolder, runScript } = bench.sandbox;
  const { limits = {} } = instance.file;
  const own = [spec.harness, ...(spec.files ?? [])].filter((name) => name !== undefined);
  const program = {
    toolchain: await toolchainOf(kit, bench, signal),
    files: new Map([
      [candidate.path, candidate.text],
      ...own.map((name) => [name, instance.files.get(name) ?? ""] as const),
    ]),
    candidate: candidate.path,
    harness: spec.harness,
    entry: spec.entry,
    signature: parseSignature(spec.signature),
    memoryMb: limits.memoryMb ?? defaults.memoryMb,
  };
  const request = {
    kit,
    program,
    tests: spec.tests.map(({ args }) => args),
    compileMs: limits.compileMs,
    runMs: limits.runMs ?? defaults.runMs,
  };
  if (openFolder !== undefined) return runTests(openFolder, request, signal);
  // Whoever grades has seen to it that all needs are met.
  if (runScript === undefined) throw new RangeError(`Nothing here runs ${kit.language}.`);
  return runTestsInScript(runScript, request, signal);
}

async function toolchainOf(kit: Kit, { toolchains }: Bench, signal: AbortSignal) {
  const found = toolchains.found.get(kit.language);
  if (found === undefined) throw new RangeError(`Nothing here runs ${kit.language}.`);
  try {
    return (await kit.prepare?.(found, signal)) ?? found;
  } catch (error) {
    signal.throwIfAborted();
    const said = error instanceof Error ? error.message.trim().split("\n")[0] : "";
    throw new SandboxError("failed", `${kit.language} could not be prepared: ${said}`, error);
  }
}

function languageOf({ id, file: { language } }: Instance): Language {
  if (language === undefined) throw new RangeError(`${id} runs code and names no language.`);
  return language;
}
