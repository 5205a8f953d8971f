// Finds the one rule that turns the indentation of a searched block into the indentation it has in the file, so that
// the new lines can follow the same rule. Where there is no such rule, or more than one, there is none.

/** The file's indentation for one of the block; undefined where the rule says nothing. */
export type IndentShift = (indent: string) => string | undefined;

/** Each pair is the indentation of a searched line and of the file's line. */
export function indentShift(
  pairs: readonly (readonly [string, string])[],
): IndentShift | undefined {
  const [first] = pairs;
  if (first === undefined) return undefined;
  const [searched, found] = first;
  if (found.endsWith(searched)) {
    const more = found.slice(0, found.length - searched.length);
    if (pairs.every(([from, to]) => to === more + from)) return (indent) => more + indent;
  }
  if (searched.endsWith(found)) {
    const less = searched.slice(0, searched.length - found.length);
    if (pairs.every(([from, to]) => from === less + to)) {
      return (indent) => (indent.startsWith(less) ? indent.slice(less.length) : undefined);
    }
  }
  return toTabs(pairs) ?? toSpaces(pairs);
}

type Pair = readonly [string, string];
/** How many columns a tab stands for, and how many levels deeper the file's lines stand than the block's. */
type TabRule = { width: number; deeper: number };

const widths = [4, 2, 8, 3];

/** Spaces in the block, tabs in the file. */
function toTabs(pairs: readonly Pair[]): IndentShift | undefined {
  const rule = onlyRule(pairs);
  if (rule === undefined) return undefined;
  return (indent) => {
    const levels = Math.floor(indent.length / rule.width) + rule.deeper;
    if (!/^ *$/.test(indent) || levels < 0) return undefined;
    return "\t".repeat(levels) + " ".repeat(indent.length % rule.width);
  };
}

/** Tabs in the block, spaces in the file. */
function toSpaces(pairs: readonly Pair[]): IndentShift | undefined {
  const rule = onlyRule(pairs.map(([from, to]) => [to, from]));
  if (rule === undefined) return undefined;
  return (indent) => {
    const tabs = tabsBefore(indent);
    const levels = (tabs?.count ?? 0) - rule.deeper;
    return tabs === undefined || levels < 0
      ? undefined
      : " ".repeat(levels * rule.width + tabs.spaces);
  };
}

/** A width of the tab that explains every pair, with the same difference in depth everywhere. */
function onlyRule(pairs: readonly Pair[]): TabRule | undefined {
  const rules = widths.flatMap((width) => {
    const [deeper, ...others] = pairs.map((pair) => levelsDeeper(pair, width));
    return deeper !== undefined && others.every((other) => other === deeper)
      ? [{ width, deeper }]
      : [];
  });
  // The same depth on both sides is the plain reading; any other has to be the only one.
  return rules.find(({ deeper }) => deeper === 0) ?? (rules.length === 1 ? rules[0] : undefined);
}

function levelsDeeper([spaces, indent]: Pair, width: number): number | undefined {
  const tabs = tabsBefore(indent);
  // Spaces left over, as in comments with a star on each line, have to be left over on both sides.
  const isAligned = tabs !== undefined && tabs.spaces === spaces.length % width;
  return isAligned && /^ *$/.test(spaces)
    ? tabs.count - Math.floor(spaces.length / width)
    : undefined;
}

function tabsBefore(indent: string): { count: number; spaces: number } | undefined {
  let count = 0;
  while (indent[count] === "\t") count += 1;
  return indent.includes("\t", count) ? undefined : { count, spaces: indent.length - count };
}
