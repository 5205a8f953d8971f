// How the audit's verbs put out what they found: a document for programs, text for people in which nothing steers the
// terminal. It does not know what was found.
import { writeFile } from "node:fs/promises";
import { print, unwritable } from "../failures.ts";
import type { AuditFlags } from "./open-audit.ts";

/** People do not read along where a program reads stdout. */
export async function putOut(
  { json }: Pick<AuditFlags, "json">,
  document: unknown,
  text: string,
): Promise<void> {
  const lines = `${JSON.stringify(document, null, 2)}\n`;
  if (typeof json === "string") await write(json, lines);
  await print("stdout", json === true ? lines : `${text}\n`);
}

/** Queries may be in it: for its owner alone. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** Control characters as their code points, all but line ends and tabs. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(
      /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\n\t]]/gv,
      (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}

export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

const sizes = [
  ["GB", 1e9],
  ["MB", 1e6],
  ["kB", 1e3],
] as const;

export function sizeText(bytes: number): string {
  const [unit, size] = sizes.find(([, least]) => bytes >= least) ?? ["bytes", 1];
  return size === 1 ? plural(bytes, "byte") : `${(bytes / size).toFixed(1)} ${unit}`;
}
