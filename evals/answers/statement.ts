// Finds the SQL statement of a reply. Parses no SQL.
import type { Block } from "./fences.ts";
import type { Picked } from "./picked.ts";

const tags = new Set(["sql", "sqlite", "sqlite3", "postgresql", "postgres", "mysql", "psql"]);

/** A statement's first words, at the start of a line. */
const start =
  /^[ \t]*(?:\([ \t]*)?(?:select\b|with\s+(?:recursive\s+)?[\w"]+\s*(?:\([^()]{0,500}\)\s*)?as\b|insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update\s+[\w"]+\s+set|delete\s+from|values\s*\(|create\s|merge\s+into)/im;

/** The last block tagged SQL, else the last untagged one that holds a statement, else the statement in the text. */
export function pickStatement(said: string, blocks: readonly Block[]): Picked {
  const tagged = blocks.findLast(({ tag }) => tags.has(tag));
  const block = tagged ?? blocks.findLast(({ tag, text }) => tag === "" && start.test(text));
  if (block !== undefined) return { text: block.text.trim(), extraction: "fenced" };
  if (blocks.length > 0) {
    return { reason: `The answer's code is tagged ${blocks.at(-1)?.tag || "nothing"}, not sql.` };
  }
  const found = start.exec(said);
  if (found === null) return { reason: "The answer holds no SQL statement." };
  const before = said.slice(0, found.index);
  const isAll = before.split("\n").every((line) => /^\s*(?:--.*)?$/.test(line));
  if (isAll) return { text: said.trim(), extraction: "whole" };
  return { text: untilSemicolon(said.slice(found.index)), extraction: "fallback" };
}

/** Up to the first line that ends in a semicolon. */
function untilSemicolon(text: string): string {
  const end = /;[ \t\r]*$/m.exec(text);
  return (end === null ? text : text.slice(0, end.index + 1)).trim();
}
