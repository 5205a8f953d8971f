// Mocha's spec report for people, and the same result as JSON for the stage runner in the file TANDEM_TEST_RESULTS
// names. A skipped test counts as failed: there are no silent gaps.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";

export type StageResult = { passed: number; failed: number; failures: Failure[] };
export type Failure = { title: string; message: string };

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } =
  Mocha.Runner.constants;

class ResultReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const result: StageResult = { passed: 0, failed: 0, failures: [] };
    const fail = (test: Mocha.Runnable, message: string) => {
      result.failed++;
      result.failures.push({ title: test.fullTitle(), message });
    };
    runner.on(EVENT_TEST_PASS, () => result.passed++);
    runner.on(EVENT_TEST_FAIL, (test, error) => fail(test, error.stack ?? error.message));
    runner.on(EVENT_TEST_PENDING, (test) => fail(test, "The test is skipped."));
    runner.once(EVENT_RUN_END, () => writeResult(result));
  }
}

function writeResult(result: StageResult): void {
  const file = process.env.TANDEM_TEST_RESULTS;
  if (file === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(result, null, 2));
}

// Mocha loads a reporter by require() and takes its default export.
export default ResultReporter;
