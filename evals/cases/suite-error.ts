// What is wrong with case files: every finding with file and line, so that all of them can be mended at once.

export type CaseFinding = { file: string; line: number; problem: string };

/** Nothing of the suite may run. `findings` is never empty. */
export class SuiteError extends Error {
  readonly code = "bad_suite";
  readonly findings: readonly CaseFinding[];

  constructor(findings: readonly CaseFinding[]) {
    const lines = findings.map(({ file, line, problem }) => `  ${file}:${line}: ${problem}`);
    const count = findings.length === 1 ? "a mistake" : `${findings.length} mistakes`;
    super(`The suite has ${count}; nothing was run.\n${lines.join("\n")}`);
    this.name = "SuiteError";
    this.findings = findings;
  }
}
