// The end of `tandem eval`: reports to their files, the table to the terminal, and how to go on with what was left open.
import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { plural } from "../../../core/figures/figure-text.ts";
import { type Evaluation, evaluation } from "../../../core/protocol/evaluation.ts";
import { consoleReport } from "../../../evals/report/console-report.ts";
import { htmlReport } from "../../../evals/report/html-report.ts";
import { junitReport } from "../../../evals/report/junit-report.ts";
import { defaultRunsFolder, type RunStore } from "../../../evals/runner/run-store.ts";
import { codeOf, exit, OutputError, print, unwritable } from "./failures.ts";

export type Outputs = {
  /** True: to stdout. */
  json?: string | true;
  junit?: string;
  html?: string;
  baseline?: string;
  events?: boolean;
  runs: string;
  cases?: string;
};

/** The result of an earlier run, and a look at the files that will be written. @throws OutputError before anything is asked */
export async function readBaseline(
  outputs: Outputs,
): Promise<{ baseline?: Pick<Evaluation, "run" | "cases"> }> {
  if (outputs.json === true && outputs.events === true) {
    throw new OutputError("--events and --json both write to stdout: name a file for --json.");
  }
  for (const file of [outputs.json, outputs.junit, outputs.html]) {
    if (typeof file === "string") await checkWritable(file);
  }
  if (outputs.baseline === undefined) return {};
  return { baseline: await readEvaluation(outputs.baseline) };
}

/** Runs the evaluation and reports it; whatever is left open is said together with the command that goes on. */
export async function finish(
  outputs: Outputs,
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
    () => report(outputs, result),
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
function commandLine(verb: string, id: string, { runs, cases }: Outputs): string {
  const options = [
    ...(runs === defaultRunsFolder() ? [] : ["--runs", runs]),
    ...(cases === undefined ? [] : ["--cases", cases]),
  ];
  return ["tandem eval", verb, id, ...options.map(quoted)].join(" ");
}

function quoted(argument: string): string {
  return /^[\w./:-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

async function report(outputs: Outputs, result: Evaluation): Promise<void> {
  const text = JSON.stringify(result, null, 2);
  if (typeof outputs.json === "string") await write(outputs.json, `${text}\n`);
  if (outputs.junit !== undefined) await write(outputs.junit, junitReport(result));
  if (outputs.html !== undefined) await write(outputs.html, htmlReport(result));
  // People read the table first; a program that reads stdout gets nothing but JSON there.
  const machineReads = outputs.json === true || outputs.events === true;
  await print(machineReads ? "stderr" : "stdout", `${consoleReport(result)}\n`);
  if (outputs.json === true) await print("stdout", `${text}\n`);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** A file that is there has to be one that takes text, such as /dev/stdout; else its folder takes the file. */
async function checkWritable(file: string): Promise<void> {
  try {
    if (await isThere(file)) return await access(file, constants.W_OK);
    await access(path.dirname(path.resolve(file)), constants.W_OK);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** @throws with EISDIR for a folder */
async function isThere(file: string): Promise<boolean> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

async function readEvaluation(file: string): Promise<Evaluation> {
  try {
    return evaluation.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new OutputError(
      `${file} is no result of tandem eval --json (${codeOf(error)}): name one as baseline.`,
    );
  }
}
