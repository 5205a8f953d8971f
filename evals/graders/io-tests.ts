// Grader `io-tests`: calls the candidate's function with inputs and compares what it returns outside the sandbox.
import type { IoTests } from "../../core/protocol/case/io-tests.ts";
import type { Language } from "../../core/protocol/language.ts";
import { extract } from "../answers/extract.ts";
import type { Instance } from "../cases/instance.ts";
import type { Kit } from "../languages/kit.ts";
import { kitOf } from "../languages/kits.ts";
import { parseSignature } from "../languages/value-type.ts";
import type { Bench, Grader } from "./grader.ts";
import { failed, lastReply } from "./grades.ts";
import { type CandidateFile, candidateFile } from "./io-tests-answer.ts";
import { reportGrade } from "./io-tests-report.ts";
import { runTests } from "./io-tests-run.ts";

const defaults = { runMs: 6_000, memoryMb: 512 };

export const ioTestsGrader: Grader<"io-tests"> = {
  kind: "io-tests",

  needs: (_, instance) => [{ sandbox: "processes" }, { language: languageOf(instance) }],

  async grade({ spec, instance, transcript, bench }, signal) {
    const language = languageOf(instance);
    const kit = kitOf(language);
    const { answer, files } = instance;
    const entry = spec.harness === undefined ? { entry: spec.entry } : {};
    const extracted = extract(lastReply(transcript), { answer, language, ...entry });
    if (!extracted.ok) {
      return failed(extracted.failClass, extracted.reason, { extraction: "none" });
    }
    const { text, extraction } = extracted;
    const findings = { extraction, extracted: text };
    const candidate = candidateFile(answer, text, { files, fileName: kit.fileName });
    if (!candidate.ok) return failed("patch-failed", candidate.reason, findings);
    const report = await run({ kit, spec, instance, bench, candidate }, signal);
    const notes =
      candidate.note === undefined
        ? []
        : [{ name: "join", ok: null, detail: candidate.note, advisory: true as const }];
    return reportGrade(spec, report, {
      findings: { ...findings, checks: notes },
      hidden: bench.toolchains.found.get(language)?.mounts ?? [],
    });
  },
};

type RunOf = {
  kit: Kit;
  spec: IoTests;
  instance: Instance;
  bench: Bench;
  candidate: Extract<CandidateFile, { ok: true }>;
};

async function run({ kit, spec, instance, bench, candidate }: RunOf, signal: AbortSignal) {
  const { sandbox, toolchains } = bench;
  const { limits = {} } = instance.file;
  const found = toolchains.found.get(kit.language);
  // Whoever grades has seen to it that all needs are met.
  if (found === undefined || sandbox.openFolder === undefined) {
    throw new RangeError(`Nothing here runs ${kit.language}.`);
  }
  const own = [spec.harness, ...(spec.files ?? [])].filter((name) => name !== undefined);
  const program = {
    toolchain: (await kit.prepare?.(found, signal)) ?? found,
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
  return runTests(sandbox.openFolder, request, signal);
}

function languageOf({ id, file: { language } }: Instance): Language {
  if (language === undefined) throw new RangeError(`${id} runs code and names no language.`);
  return language;
}
