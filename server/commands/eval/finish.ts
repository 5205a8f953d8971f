// The end of `tandem eval`, good or bad: reports to their files, the table to the terminal, every failure as one sentence
// with the next step, and the exit status.
import { access, constants, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { ModelError } from "../../../core/model/errors.ts";
import { type Evaluation, evaluation } from "../../../core/protocol/evaluation.ts";
import { OracleError } from "../../../evals/cases/oracle.ts";
import { SuiteError } from "../../../evals/cases/suite-error.ts";
import { consoleReport } from "../../../evals/report/console-report.ts";
import { htmlReport } from "../../../evals/report/html-report.ts";
import { junitReport } from "../../../evals/report/junit-report.ts";
import { EndpointLost } from "../../../evals/runner/run.ts";
import { type RunStore, RunStoreError } from "../../../evals/runner/run-store.ts";
import { AskFailure } from "../../../evals/runner/subject.ts";
import { SandboxError } from "../../../evals/sandbox/sandbox.ts";

export type Outputs = {
  /** True: to stdout. */
  json?: string | true;
  junit?: string;
  html?: string;
  baseline?: string;
  events?: boolean;
};

const exit = { negative: 1, unusable: 2, interrupted: 130 };

class OutputError extends Error {
  readonly code = "output";
}

/** The result of an earlier run, and a look at the files that will be written. @throws OutputError before anything is asked */
export async function readBaseline(
  outputs: Outputs,
): Promise<{ baseline?: Pick<Evaluation, "run" | "cases"> }> {
  for (const file of [outputs.json, outputs.junit, outputs.html]) {
    if (typeof file === "string") await checkWritable(file);
  }
  if (outputs.baseline === undefined) return {};
  return { baseline: await readEvaluation(outputs.baseline) };
}

/** Runs the evaluation and reports it; an interruption says how to go on. */
export async function finish(
  outputs: Outputs,
  { end, store }: { end: () => void; store: RunStore },
  evaluate: () => Promise<Evaluation>,
): Promise<void> {
  try {
    const result = await evaluate();
    end();
    await report(outputs, result);
    process.stderr.write(`Kept in ${store.folder}\n`);
    if (!result.gate.ok) process.exitCode = exit.negative;
  } catch (error) {
    end();
    process.stderr.write(`What was answered is kept: tandem eval resume ${store.id}\n`);
    if (outputs.events === true) {
      const { code, message } = described(error);
      const event = { kind: "failed", code, message, resume: store.id };
      process.stdout.write(`${JSON.stringify(event)}\n`);
    }
    throw error;
  }
}

/** Ctrl-C aborts the signal; a second one ends at once. Known failures become a sentence and an exit status. */
export async function whileInterruptible(
  command: Command,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort(new Interrupted());
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
  try {
    await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) {
      process.exitCode = exit.interrupted;
      return;
    }
    if (!isKnown(error)) throw error;
    command.error(`tandem eval: ${error.message}`, { exitCode: exit.unusable });
  } finally {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
  }
}

class Interrupted extends Error {
  readonly code = "interrupted";
}

async function report(outputs: Outputs, result: Evaluation): Promise<void> {
  const text = JSON.stringify(result, null, 2);
  if (typeof outputs.json === "string") await write(outputs.json, `${text}\n`);
  if (outputs.junit !== undefined) await write(outputs.junit, junitReport(result));
  if (outputs.html !== undefined) await write(outputs.html, htmlReport(result));
  // People read the table first; a program that reads stdout gets nothing but JSON there.
  const machineReads = outputs.json === true || outputs.events === true;
  (machineReads ? process.stderr : process.stdout).write(`${consoleReport(result)}\n`);
  if (outputs.json === true) process.stdout.write(`${text}\n`);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new OutputError(
      `${file} cannot be written (${codeOf(error)}); the result is kept with the run.`,
    );
  }
}

async function checkWritable(file: string): Promise<void> {
  try {
    await access(path.dirname(path.resolve(file)), constants.W_OK);
  } catch (error) {
    throw new OutputError(`${file} cannot be written (${codeOf(error)}): name a file elsewhere.`);
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

const knownErrors = [
  SuiteError,
  OracleError,
  OutputError,
  RunStoreError,
  SandboxError,
  ModelError,
  AskFailure,
  EndpointLost,
];

function isKnown(error: unknown): error is Error {
  return knownErrors.some((known) => error instanceof known);
}

function described(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "internal", message: String(error) };
  return { code: "code" in error ? String(error.code) : "internal", message: error.message };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "not valid";
}
