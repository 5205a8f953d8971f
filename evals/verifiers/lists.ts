// Verifiers of Markdown lists. Items start with `-`, `*`, `+` or `•`, or with a number and `.` or `)`.
import * as z from "zod";
import { type ListItem, listItemOf, readMarkdown } from "./markdown.ts";
import { counted, outcome, verifier } from "./verifier.ts";

const count = z.int().positive();

export const bullets = verifier({
  arguments: { count },
  describe: (wanted) => `exactly ${counted(wanted.count, "bullet point")}, sub-points not counted`,
  check(text, wanted) {
    const found = topLevel(itemsOf(text).filter(({ marker }) => marker === "bullet")).length;
    return outcome(found === wanted.count, counted(found, "bullet point"));
  },
});

export const numberedList = verifier({
  arguments: { count },
  describe: (wanted) => `one list numbered from 1 to ${wanted.count}`,
  check(text, wanted) {
    const numbers = topLevel(itemsOf(text).filter(({ marker }) => marker !== "bullet")).map(
      ({ marker }) => Number(marker),
    );
    const isRight =
      numbers.length === wanted.count && numbers.every((number, at) => number === at + 1);
    return outcome(isRight, `numbers ${numbers.slice(0, 20).join(", ") || "none"}`);
  },
});

export const nestedBullets = verifier({
  arguments: { parents: count, children: count },
  describe: ({ parents, children }) =>
    `${counted(parents, "bullet point")} with ${counted(children, "sub-point")} each`,
  check(text, { parents, children }) {
    const found = childCounts(itemsOf(text).filter(({ marker }) => marker === "bullet"));
    const isRight = found.length === parents && found.every((own) => own === children);
    return outcome(isRight, `sub-points: ${found.slice(0, 20).join(", ") || "no bullet points"}`);
  },
});

function itemsOf(text: string): ListItem[] {
  return readMarkdown(text).lines.flatMap((line) => {
    const item = line === null ? undefined : listItemOf(line);
    return item === undefined ? [] : [item];
  });
}

/** Items that stand at most one blank to the right of the leftmost one. */
function topLevel(items: readonly ListItem[]): ListItem[] {
  const least = leastIndent(items);
  return items.filter(({ indent }) => indent <= least + 1);
}

/** For every item of the top level, how many stand one level below it. */
function childCounts(items: readonly ListItem[]): number[] {
  const least = leastIndent(items);
  const counts: number[] = [];
  let childIndent: number | undefined;
  for (const { indent } of items) {
    if (indent <= least + 1) {
      counts.push(0);
      childIndent = undefined;
      continue;
    }
    childIndent ??= indent;
    // What stands deeper than the first child is a level of its own.
    if (indent <= childIndent + 1) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return counts;
}

function leastIndent(items: readonly ListItem[]): number {
  return items.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY);
}
