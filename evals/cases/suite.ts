// Loads a whole suite: every case.yaml below the folder, each checked against the schema and against its own files.
// Draws nothing yet. A single mistake anywhere means that no case runs.
import type { CandidateSpec, CaseFile } from "../../core/protocol/case-file.ts";
import { parseCase } from "./parse-case.ts";
import { type CaseFinding, SuiteError } from "./suite-error.ts";
import type { SuiteFiles } from "./suite-files.ts";

/** A case as its authors wrote it. */
export type Case = {
  file: CaseFile;
  /** Its other files by name inside the folder. */
  files: ReadonlyMap<string, string>;
};

export type Suite = ReadonlyMap<string, Case>;

const maxBytes = 256 * 1024;

/** @throws SuiteError with all mistakes */
export function loadSuite(files: SuiteFiles): Suite {
  const findings: CaseFinding[] = [];
  const cases = new Map<string, Case>();
  for (const [name, text] of files) {
    if (!name.endsWith("/case.yaml")) continue;
    const folder = name.slice(0, -"/case.yaml".length);
    const parsed = parseCase(name, text);
    if (!parsed.ok) {
      findings.push(...parsed.findings);
      continue;
    }
    const { file, lineOf } = parsed;
    const own = new Map([...clusterFiles(file, folder, files), ...filesOf(folder, files)]);
    const at = (path: readonly PropertyKey[], problem: string) =>
      findings.push({ file: name, line: lineOf(path), problem });
    if (file.id !== folder.split("/").at(-1)) {
      at(["id"], `id: the folder is named ${folder.split("/").at(-1)}, the case ${file.id}`);
    }
    if (cases.has(file.id)) at(["id"], `id: ${file.id} is taken by another case`);
    if (bytesOf(own) + text.length > maxBytes) at([], "the case has more than 256 kB");
    checkReferences(file, own, at);
    cases.set(file.id, { file, files: own });
  }
  if (findings.length === 0 && cases.size === 0) {
    findings.push({ file: ".", line: 1, problem: "holds no folder with a case.yaml" });
  }
  if (findings.length > 0) throw new SuiteError(findings);
  return cases;
}

type Report = (path: readonly PropertyKey[], problem: string) => void;

function checkReferences(file: CaseFile, own: ReadonlyMap<string, string>, at: Report): void {
  const needs = (path: readonly PropertyKey[], name: string | undefined) => {
    if (name !== undefined && !own.has(name))
      at(path, `${path.join(".")}: there is no file ${name}`);
  };
  needs(["oracle"], file.oracle);
  for (const [, name] of file.prompt.matchAll(/\{\{file:([\w./-]+)\}\}/g)) needs(["prompt"], name);
  if ("file" in file.answer) needs(["answer", "file"], file.answer.file);
  if (file.answer.kind === "insertion") {
    const marks = own.get(file.answer.file)?.split("{{cursor}}").length ?? 2;
    if (marks !== 2) at(["answer", "file"], "answer.file: has to hold {{cursor}} exactly once");
  }
  checkGraderFiles(file, needs);
  const lists = [
    ["references", file.references ?? []],
    ["mutants", file.mutants ?? []],
  ] as const;
  for (const [key, list] of lists) {
    const names = new Set<string>();
    list.forEach((candidate: CandidateSpec, index) => {
      if (names.has(candidate.name)) at([key, index, "name"], `${key}.${index}: the name is taken`);
      names.add(candidate.name);
      needs([key, index, "file"], candidate.file);
      const { file: from, text, edits, answers, steps } = candidate;
      const given = [from, text, edits, answers, steps].filter((value) => value !== undefined);
      if (given.length !== 1) {
        at([key, index], `${key}.${index}: give one of file, text, edits, answers and steps`);
      }
    });
  }
  const makesOwn = file.grader.kind === "questions" || file.grader.kind === "needle";
  if (!makesOwn && (file.references ?? []).length === 0) at([], "references: at least one");
  if (canFail(file) && (file.mutants ?? []).length < 3) at([], "mutants: at least three");
}

/** Needles make their mutants themselves, and what only a judge rates has none. */
function canFail({ grader }: CaseFile): boolean {
  if (grader.kind !== "chat") return grader.kind !== "needle";
  const turns = grader.turns ?? [];
  return turns.some(({ answer, verifiers }) => answer !== undefined || verifiers !== undefined);
}

function checkGraderFiles(
  { grader }: CaseFile,
  needs: (path: readonly PropertyKey[], name: string | undefined) => void,
): void {
  switch (grader.kind) {
    case "io-tests":
      needs(["grader", "harness"], grader.harness);
      for (const [index, name] of (grader.files ?? []).entries())
        needs(["grader", "files", index], name);
      return;
    case "checker":
      needs(["grader", "program"], grader.program);
      return;
    case "sql":
      needs(["grader", "schema"], grader.schema);
      return;
    case "questions":
      needs(["grader", "program", "file"], grader.program?.file);
      needs(["grader", "program", "harness"], grader.program?.harness);
      return;
    default:
  }
}

/** What the cases of a cluster share lies in a folder of its name beside theirs; a case's own files go before it. */
function clusterFiles(
  { cluster }: CaseFile,
  folder: string,
  files: SuiteFiles,
): ReadonlyMap<string, string> {
  const beside = `${folder.split("/").slice(0, -1).join("/")}/${cluster}`;
  const isCase = files.has(`${beside}/case.yaml`);
  return cluster === undefined || isCase ? new Map() : filesOf(beside, files);
}

function filesOf(folder: string, files: SuiteFiles): ReadonlyMap<string, string> {
  const prefix = `${folder}/`;
  return new Map(
    [...files]
      .filter(([name]) => name.startsWith(prefix) && name !== `${prefix}case.yaml`)
      .map(([name, text]) => [name.slice(prefix.length), text]),
  );
}

function bytesOf(files: ReadonlyMap<string, string>): number {
  return [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
