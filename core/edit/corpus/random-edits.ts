// Random edits of a text, written as a model might write them: with more or less context, with whitespace it got wrong,
// with slips in the lines it quotes, and dressed up in one way or another.
import { pick, randomLine, randomLines, upTo } from "./random-text.ts";

export type RandomEdit = {
  before: string;
  answer: string;
  /** What has to come of it, if anything does. */
  after: string;
};

type Random = () => number;
/** Lines `[start, end)` become `added`. */
type Change = { start: number; end: number; added: string[] };
type Sides = { search: string[]; replace: string[] };

export function randomEdit(random: Random): RandomEdit {
  const lines = [...randomLines(random, 40), randomLine(random)].map((line) =>
    inStyle(line, random),
  );
  const changes = disjointChanges(lines.length, random);
  const ending = pick(random, ["\n", "\r\n"]);
  const isOpen = random() < 0.3 && lines.length > 1 && lines.at(-1) !== "";
  const text = (all: readonly string[]) =>
    all.map((line, nth) => (isOpen && nth === all.length - 1 ? line : line + ending)).join("");
  const blocks = changes.map((change) => {
    const dressed = dress(disturb(quote(lines, change, random), random), random);
    return random() < 0.2 ? dressed.replaceAll("\n", "\r\n") : dressed;
  });
  return {
    before: text(lines),
    answer: shuffled(blocks, random).join("\n"),
    after: text(applied(lines, changes)),
  };
}

/** Indented by spaces only, so that each indentation has one counterpart in tabs; now and then with trailing space. */
function inStyle(line: string, random: Random): string {
  const spaces = line.replaceAll("\t", "  ");
  return random() < 0.05 && spaces !== "" ? `${spaces} // ${upTo(random, 9999)} ` : spaces;
}

function disjointChanges(count: number, random: Random): Change[] {
  const changes: Change[] = [];
  for (let start = upTo(random, count - 1); start < count && changes.length < 3; ) {
    const end = Math.min(count, start + upTo(random, 3));
    const added = Array.from({ length: upTo(random, 3) }, () => newLine(random));
    if (end > start || added.length > 0) changes.push({ start, end, added });
    start = end + 2 + upTo(random, 8);
  }
  return changes;
}

/** Lines that no random text has, so that a wrong place cannot look right. */
function newLine(random: Random): string {
  const line = randomLine(random).replaceAll("\t", "  ");
  return line.trim() === "" ? line : `${line} // new ${upTo(random, 999)}`;
}

function applied(lines: readonly string[], changes: readonly Change[]): string[] {
  return changes
    .toReversed()
    .reduce(
      (all, { start, end, added }) => all.toSpliced(start, end - start, ...added),
      [...lines],
    );
}

/** The change with up to three lines around it, and always with something to search. */
function quote(
  lines: readonly string[],
  { start, end, added }: Change,
  random: Random,
): Sides & { kept: number[] } {
  const from = Math.max(0, start - upTo(random, 3));
  const to = Math.min(lines.length, Math.max(end + upTo(random, 3), from + 1));
  const above = lines.slice(from, start);
  const below = lines.slice(end, to);
  return {
    search: lines.slice(from, to),
    replace: [...above, ...added, ...below],
    kept: [above.length, below.length],
  };
}

function disturb(sides: Sides & { kept: number[] }, random: Random): Sides {
  const [above = 0, below = 0] = sides.kept;
  const isKept = (nth: number, all: readonly string[]) => nth < above || nth >= all.length - below;
  const isBlank = (line: string | undefined) => line?.trim() === "";
  const isForgotten = (nth: number, all: readonly string[]) =>
    (nth < above - 1 || nth > all.length - below) &&
    isBlank(all[nth]) &&
    !isBlank(all[nth - 1]) &&
    !isBlank(all[nth + 1]);
  const everywhere = (change: (line: string) => string) => ({
    search: sides.search.map(change),
    replace: sides.replace.map(change),
  });
  const quoted = sides.search.filter((line) => line.trim() !== "");
  const written = [...quoted, ...sides.replace.filter((line) => line.trim() !== "")];
  const common = Math.min(...written.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return pick(random, [
    () => sides,
    // Trailing space is lost, or invented.
    () => ({
      ...sides,
      search: sides.search.map((line) => line.trimEnd()),
      replace: sides.replace.map((line, nth, all) => (isKept(nth, all) ? line.trimEnd() : line)),
    }),
    () => ({
      ...sides,
      search: sides.search.map((line) => `${line}  `),
      replace: sides.replace.map((line, nth, all) => (isKept(nth, all) ? `${line}  ` : line)),
    }),
    // Everything flush left, or deeper by what no line of the text is indented by.
    () =>
      written.length === 0
        ? sides
        : everywhere((line) => line.slice(Math.min(common, line.length - line.trimStart().length))),
    () => everywhere((line) => (line.trim() === "" ? line : `   ${line}`)),
    // Tabs, where an indented line of the search tells what they stand for.
    () => (quoted.some((line) => line.startsWith("  ")) ? everywhere(inTabs) : sides),
    // A blank line too many at the edges.
    () => ({ search: ["", ...sides.search, ""], replace: ["", ...sides.replace, ""] }),
    // Blank lines of the context forgotten, but not those that tell where exactly the change is.
    () => ({
      search: sides.search.filter((_, nth, all) => !isForgotten(nth, all)),
      replace: sides.replace.filter((_, nth, all) => !isForgotten(nth, all)),
    }),
    // A slip in one line: the same on both sides where the line is kept.
    () => slip(sides, upTo(random, sides.search.length - 1)),
  ])();
}

function inTabs(line: string): string {
  return line.trim() === ""
    ? line
    : line.replace(/^(?: {2})+/, (spaces) => "\t".repeat(spaces.length / 2));
}

function slip(sides: Sides, nth: number): Sides {
  const line = sides.search[nth] ?? "";
  const isOnce = (lines: readonly string[]) => lines.filter((other) => other === line).length <= 1;
  if (!isOnce(sides.search) || !isOnce(sides.replace)) return sides;
  const wrong = line.replace(/[a-z]/, "qq");
  return {
    search: sides.search.with(nth, wrong),
    replace: sides.replace.map((other) => (other === line ? wrong : other)),
  };
}

function dress({ search, replace }: Sides, random: Random): string {
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  const core = `<<<<<<< SEARCH\n${text(search)}=======\n${text(replace)}>>>>>>> REPLACE\n`;
  return pick(random, [
    () => `\`\`\`ts\na.ts\n${core}\`\`\`\n`,
    () => `**a.ts**\n\n\`\`\`ts\n${core}\`\`\`\n`,
    () => `Changed:\n\na.ts\n${core}`,
    () => `- Change:\n\n${`a.ts\n${core}`.replace(/^(?=.)/gm, "  ")}`,
  ])();
}

function shuffled(blocks: readonly string[], random: Random): string[] {
  return random() < 0.5 ? blocks.toReversed() : [...blocks];
}
