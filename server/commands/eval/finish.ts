// The end of `tandem eval`: reports to their files, the table to the terminal, and how to go on with what was left open.
import { plural } from "../../../core/figures/figure-text.ts";
import type { Evaluation } from "../../../core/protocol/evaluation.ts";
import type { Baseline } from "../../../evals/report/compare.ts";
import { consoleReport } from "../../../evals/report/console-report.ts";
import { htmlReport } from "../../../evals/report/html-report.ts";
import { junitReport } from "../../../evals/report/junit-report.ts";
import { markdownReport } from "../../../evals/report/markdown-report.ts";
import { defaultRunsFolder, type RunStore } from "../../../evals/runner/run-store.ts";
import { readBaseline } from "../baseline.ts";
import { exit } from "../failures.ts";
import { checkOutputs, type Outputs, type Reports, writeReports } from "../outputs.ts";

export type EvalOutputs = Outputs & { baseline?: string; runs: string; cases?: string };

/** The result of an earlier run, and a look at the files that will be written. @throws OutputError before anything is asked */
export async function readyOutputs(outputs: EvalOutputs): Promise<{ baseline?: Baseline }> {
  await checkOutputs(outputs);
  const { baseline } = outputs;
  return baseline === undefined ? {} : { baseline: await readBaseline(baseline) };
}

/** Runs the evaluation and reports it; whatever is left open is said together with the command that goes on. */
export async function finish(
  outputs: EvalOutputs,
  { end, store }: { end: () => void; store: RunStore },
  evaluate: () => Promise<Evaluation>,
): Promise<void> {
  const again = (verb: "resume" | "regrade") => commandLine(verb, store.id, outputs);
  const result = await orSay(evaluate, () => {
    end();
    return `What was answered is kept: ${again("resume")}`;
  });
  end();
  await orSay(
    () => writeReports(outputs, reportsOn(result)),
    () => `The answers are kept: ${again("regrade")}`,
  );
  const { infra } = result.totals.counts;
  const open = infra + result.totals.planned - result.cases.length;
  const more = open > 0 ? `To try ${plural(open, "question")} again: ${again("resume")}\n` : "";
  process.stderr.write(`${more}Kept in ${store.folder}\n`);
  if (!result.gate.ok) process.exitCode = exit.negative;
}

async function orSay<T>(work: () => Promise<T>, hint: () => string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`${hint()}\n`);
    throw error;
  }
}

/** As a person has to type it, with the folders this run was given. */
function commandLine(verb: string, id: string, { runs, cases }: EvalOutputs): string {
  const options = [
    ...(runs === defaultRunsFolder() ? [] : ["--runs", runs]),
    ...(cases === undefined ? [] : ["--cases", cases]),
  ];
  return ["tandem eval", verb, id, ...options.map(quoted)].join(" ");
}

function quoted(argument: string): string {
  return /^[\w./:-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

function reportsOn(result: Evaluation): Reports {
  return {
    document: result,
    console: () => consoleReport(result),
    html: () => htmlReport(result),
    markdown: () => markdownReport(result),
    junit: () => junitReport(result),
  };
}
