// Keeps closing brackets and quotes that stand behind the cursor from being doubled: the text takes the place of those it
// writes itself, and loses those that nothing is open for.
import {
  type Brackets,
  isVerbatim,
  scanBrackets,
  type UnmatchedCloser,
} from "../place/brackets.ts";
import { linesAbove } from "../place/nearby-lines.ts";
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function coverSameLineClosers(draft: Draft, place: Place): Draft {
  const { lineSuffix } = place;
  if (lineSuffix.trim() === "") return draft;
  const simple = coverTag(draft, place) ?? coverWhole(draft, place);
  if (simple !== undefined) return simple;
  const { unmatched, stillOpen } = bracketsOf(draft.text, place);
  // A head that is written up to its body needs nothing of the one that is there.
  const isHead = draft.text.trimEnd().endsWith("{") && lineSuffix.trimEnd().endsWith("{");
  const end = reserved(isHead ? [] : stillOpen, lineSuffix);
  const { covered, used, textEnd } = cover(unmatched, lineSuffix, end);
  const behind = lineSuffix.slice(covered, end);
  // What is left would stand twice.
  const doubled = unmatched.slice(used).find(({ closer }) => behind.includes(closer));
  if (doubled !== undefined) return cutAt({ ...draft, replacesAfter: covered }, doubled.at);
  return endLine({ ...draft, replacesAfter: covered }, textEnd, lineSuffix);
}

/** `<p>║</p>`: the tag is needed as it stands when the line opens more of its kind than it closes. */
function coverTag(draft: Draft, { linePrefix, lineSuffix }: Place): Draft | undefined {
  const [tag, name = ""] = /^<\/([\w.:-]*)>/.exec(lineSuffix) ?? [];
  const line = linePrefix + draft.text.trimEnd();
  if (tag === undefined || !line.endsWith(tag)) return undefined;
  const opened = line.split(`<${name}`).length;
  const closed = line.split(`</${name}`).length;
  return closed >= opened ? { ...draft, replacesAfter: tag.length } : draft;
}

/** The text ends with all that is behind the cursor, and with both of it the line would not be whole. */
function coverWhole(draft: Draft, { cursor, linePrefix, lineSuffix }: Place): Draft | undefined {
  if (!draft.text.trimEnd().endsWith(lineSuffix.trim())) return undefined;
  const line = linePrefix.slice(-maxBefore);
  const onLine = scanBrackets(line, cursor.languageId).open;
  const above = linesAbove(cursor, maxAbove);
  const inAll = scanBrackets([...above, line].join("\n"), cursor.languageId).open;
  // The first of the lines may stand in a string, which turns everything inside out.
  const open = isVerbatim(inAll.at(-1)) && !isVerbatim(onLine.at(-1)) ? onLine : inAll;
  const flawsOf = (rest: string) => {
    const brackets = scanBrackets(rest, cursor.languageId, open);
    return brackets.flaws + (/^["']$/.test(brackets.open.at(-1) ?? "") ? 1 : 0);
  };
  if (flawsOf(draft.text + lineSuffix) <= flawsOf(draft.text)) return undefined;
  return { ...draft, replacesAfter: lineSuffix.trimEnd().length };
}

/** Farther away a call seldom begins that ends here. */
const maxAbove = 20;
/** A minified line is long, and what was opened a thousand characters ago does not end here. */
const maxBefore = 1000;

type Effect = Pick<Brackets, "unmatched"> & {
  /** What was open at the cursor and is not closed by the text, as closers, the innermost one last. */
  stillOpen: readonly string[];
};

function bracketsOf(text: string, { cursor, linePrefix, lineSuffix }: Place): Effect {
  const before = linePrefix.slice(-maxBefore);
  // Elsewhere `<` compares.
  const hasAngles = /^\W*>/.test(lineSuffix);
  const { open } = scanBrackets(before, cursor.languageId, [], hasAngles);
  const { unmatched, kept } = scanBrackets(text, cursor.languageId, open, hasAngles);
  return { unmatched, stillOpen: open.slice(0, kept) };
}

/** Where the closers begin that what is still open needs: the last ones behind the cursor. */
function reserved(stillOpen: readonly string[], lineSuffix: string): number {
  let end = lineSuffix.trimEnd().replace(/(?:=>|[\s,;:{])+$/, "").length;
  for (const closer of stillOpen) {
    if (!lineSuffix.slice(0, end).trimEnd().endsWith(closer)) break;
    end = lineSuffix.lastIndexOf(closer, end - 1);
  }
  return end;
}

type Cover = {
  /** UTF-16 units behind the cursor that the text brings along. */
  covered: number;
  /** So many of the text's unmatched closers are spoken for. */
  used: number;
  /** Where in the text the last closer in use ends. */
  textEnd: number;
};

/** Walks along the closers behind the cursor as long as the text has each of them, in this order. */
function cover(unmatched: readonly UnmatchedCloser[], lineSuffix: string, end: number): Cover {
  let found: Cover = { covered: 0, used: 0, textEnd: 0 };
  for (let at = 0; at < end; at++) {
    const closer = lineSuffix.charAt(at);
    if (closer.trim() === "") continue;
    const index = unmatched.findIndex((one, i) => i >= found.used && one.closer === closer);
    const match = unmatched[index];
    if (match === undefined) break;
    // One that is passed over must not be among those that are still to come.
    const passed = unmatched.slice(found.used, index);
    if (passed.some((one) => lineSuffix.includes(one.closer, at))) break;
    found = { covered: at + 1, used: index + 1, textEnd: match.at + closer.length };
  }
  return found;
}

/** Settles what follows the closers: `;`, `,` or ` {` on both sides is one too many. */
function endLine(draft: Draft, textEnd: number, lineSuffix: string): Draft {
  const rest = lineSuffix.slice(draft.replacesAfter).trim();
  const tail = draft.text.slice(textEnd).trim();
  if (tail === "" || !/^(?:[,;:]|=>|\{)+$/.test(rest.replace(/\s/g, ""))) return draft;
  if (tail.endsWith(rest)) return { ...draft, replacesAfter: lineSuffix.trimEnd().length };
  // Nothing but the end of a head may stand before a body.
  const tearsHead = draft.replacesAfter > 0 || /[,;:]$/.test(tail);
  if (rest.endsWith("{") && tearsHead) return cutAt(draft, textEnd);
  const text = draft.text.replace(/\s*[,;:]+\s*$/, "");
  return cutAt({ ...draft, text }, text.length);
}
