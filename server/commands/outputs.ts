// Where a verb that measures puts its results: reports into files, the table to people, JSON or events to programs.
import { access, constants, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { codeOf, OutputError, print, unwritable } from "./failures.ts";

export type Outputs = {
  /** True: to stdout. */
  json?: string | true;
  html?: string;
  markdown?: string;
  junit?: string;
  events?: boolean;
};

/** One result in every form that may be wanted. */
export type Reports = {
  document: unknown;
  console: () => string;
  html: () => string;
  markdown: () => string;
  junit?: () => string;
};

/** Looks at the files that will be written. @throws OutputError before anything is asked */
export async function checkOutputs(outputs: Outputs): Promise<void> {
  if (outputs.json === true && outputs.events === true) {
    throw new OutputError("--events and --json both write to stdout: name a file for --json.");
  }
  for (const file of [outputs.json, outputs.junit, outputs.html, outputs.markdown]) {
    if (typeof file === "string") await checkWritable(file);
  }
}

/** @throws OutputError */
export async function writeReports(outputs: Outputs, reports: Reports): Promise<void> {
  const text = JSON.stringify(reports.document, null, 2);
  if (typeof outputs.json === "string") await write(outputs.json, `${text}\n`);
  for (const form of ["junit", "html", "markdown"] as const) {
    const file = outputs[form];
    const report = reports[form];
    if (file !== undefined && report !== undefined) await write(file, report());
  }
  // People read the table first; a program that reads stdout gets nothing but JSON there.
  const machineReads = outputs.json === true || outputs.events === true;
  await print(machineReads ? "stderr" : "stdout", `${reports.console()}\n`);
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
