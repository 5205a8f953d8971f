// What a case of the edit corpus is: a file, an answer, and the whole text that must come of it or the reason why none
// may. Data only.
import type { EditRefusalCode, FileState } from "../change.ts";

export type EditCase = {
  name: string;
  answer: string;
  /** What is where; `src/a.ts` is the file most cases are about. */
  files: Readonly<Record<string, FileState | string>>;
  /** The whole text of every file that changes, and of no other. */
  texts: Readonly<Record<string, string>>;
  refused: readonly EditRefusalCode[];
  /** The first lines (0-based) the refusals name, where the case says it. */
  lines?: readonly number[];
};

export const path = "src/a.ts";

export function applies(name: string, file: string, answer: string, text: string): EditCase {
  return { name, answer, files: { [path]: file }, texts: { [path]: text }, refused: [] };
}

export function refuses(
  name: string,
  file: FileState | string,
  answer: string,
  code: EditRefusalCode,
  lines?: readonly number[],
): EditCase {
  const base = { name, answer, files: { [path]: file }, texts: {}, refused: [code] };
  return lines === undefined ? base : { ...base, lines };
}

/** Neither a change nor a refusal. */
export function ignores(name: string, file: string, answer: string): EditCase {
  return { name, answer, files: { [path]: file }, texts: {}, refused: [] };
}

export function bare(search: string, replace: string): string {
  return `<<<<<<< SEARCH\n${line(search)}=======\n${line(replace)}>>>>>>> REPLACE\n`;
}

/** One block in a fence of its own, as models are asked to write it. */
export function block(search: string, replace: string, file: string = path): string {
  return `\`\`\`ts\n${file}\n${bare(search, replace)}\`\`\`\n`;
}

function line(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
