// What the simulated model answers when code of an earlier answer has to find its place in a file: a code block that is
// applied, or edit blocks that did not match. It moves lines and understands nothing.

import { readEditBlocks } from "../../../core/edit/edit-blocks.ts";
import { editBlock, editBlocks } from "./edit-blocks.ts";
import { isPresent, mend } from "./sample-defects.ts";
import type { AttachedFile } from "./selected-code.ts";
import { blocksIn } from "./turn-parts.ts";

/** Definitions of the quoted code replace those of the same name; what is new goes to the end of the file. */
export function appliedBlock(words: string, [file]: readonly AttachedFile[]): string {
  const quoted = blocksIn(words.split("\n"))[0]?.code;
  if (file === undefined || quoted === undefined)
    return "I was shown no code or no file to put it into.";
  if (file.code.includes(quoted)) return "The file already holds this code.";
  const { path, languageId, code } = file;
  return editBlocks({ path, languageId, before: code, after: placed(code, quoted) });
}

function placed(code: string, quoted: string): string {
  let lines = code.split("\n");
  let rest = quoted.split("\n");
  for (const name of definitionsIn(rest)) {
    const from = extentOf(name, rest);
    const to = extentOf(name, lines);
    if (from === undefined || to === undefined) continue;
    lines = lines.toSpliced(to.start, to.end - to.start, ...rest.slice(from.start, from.end));
    rest = rest.toSpliced(from.start, from.end - from.start);
  }
  const more = rest.join("\n").trim();
  return more === "" ? lines.join("\n") : `${lines.join("\n").trimEnd()}\n\n${more}\n`;
}

const definition =
  /^(?:export )?(?:default )?(?:async )?(?:function\*?|class|interface|def|const|type) +(\w+)|^func (?:\([^)]*\) )?(\w+)/;

function definitionsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, name, goName] = definition.exec(line) ?? [];
    return [name ?? goName ?? []].flat();
  });
}

/** From its first line to the last that is indented or closes it. */
function extentOf(name: string, lines: readonly string[]) {
  const start = lines.findIndex((line) => definitionsIn([line]).includes(name));
  if (start < 0) return undefined;
  let end = start + 1;
  while (end < lines.length && /^(?:\s|$)/.test(lines[end] ?? "")) end += 1;
  if (/^[)}\]]/.test(lines[end] ?? "")) end += 1;
  while (end > start + 1 && (lines[end - 1] ?? "").trim() === "") end -= 1;
  return { start, end };
}

/** The blocks of the last answer again, with the lines that are really in the files. */
export function repairedBlocks(
  words: string,
  lastAnswer: string,
  files: readonly AttachedFile[],
): string {
  const quoted = blocksIn(words.split("\n")).map(({ code }) => code.trim());
  const { blocks } = readEditBlocks(lastAnswer, files[0]?.path);
  const failed = blocks.filter(({ search }) => quoted.includes(search.trim()));
  const repaired = (failed.length > 0 ? failed : blocks).flatMap(({ path, search, replace }) => {
    const file = files.find((each) => each.path === path);
    const found = file && closestLines(file.code.split("\n"), search.trimEnd().split("\n"));
    if (file === undefined || found === undefined) return [];
    return [
      editBlock({
        path,
        languageId: file.languageId,
        search: found,
        replace: replace.trimEnd().split("\n"),
      }),
    ];
  });
  if (repaired.length > 0) return repaired.join("\n\n");
  const fixes = files.filter(({ code }) => mend(code).mended.some((each) => isPresent(each, code)));
  if (fixes.length === 0)
    return "The files I was shown hold nothing like the lines that were searched.";
  return fixes
    .map((file) => editBlocks({ ...file, before: file.code, after: mend(file.code).code }))
    .join("\n\n");
}

/** The only lines that are the same but for white space or, at most half of them, for more. */
function closestLines(lines: readonly string[], search: readonly string[]): string[] | undefined {
  const rated = lines.flatMap((_, start) => {
    const part = lines.slice(start, start + search.length);
    const same = part.filter((line, index) => squeezed(line) === squeezed(search[index] ?? ""));
    return part.length === search.length ? [{ part, same: same.length }] : [];
  });
  const best = Math.max(0, ...rated.map(({ same }) => same));
  const [first, ...others] = rated.filter(({ same }) => same === best);
  return best * 2 >= search.length && best > 0 && others.length === 0 ? first?.part : undefined;
}

function squeezed(line: string): string {
  return line.replace(/\s+/g, "");
}
