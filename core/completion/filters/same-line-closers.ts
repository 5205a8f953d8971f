// Keeps closing brackets and quotes that stand behind the cursor from being doubled: the text takes the place of those it
// writes itself, and loses those that nothing is open for.
import { type Brackets, scanBrackets, type UnmatchedCloser } from "../brackets.ts";
import type { Place } from "../place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function coverSameLineClosers(draft: Draft, place: Place): Draft {
  const { lineSuffix } = place;
  if (lineSuffix.trim() === "") return draft;
  const tag = coverTag(draft, lineSuffix);
  if (tag !== undefined) return tag;
  const { unmatched, stillOpen } = bracketsOf(draft.text, place);
  const end = reserved(stillOpen, lineSuffix);
  const { covered, used, textEnd } = cover(unmatched, lineSuffix, end);
  const behind = lineSuffix.slice(covered, end);
  // What is left would stand twice.
  const doubled = unmatched.slice(used).find(({ closer }) => behind.includes(closer));
  if (doubled !== undefined) return cutAt({ ...draft, replacesAfter: covered }, doubled.at);
  return endLine({ ...draft, replacesAfter: covered }, textEnd, lineSuffix);
}

/** `<p>║</p>`: the tag is the model's own when it opened one like it. */
function coverTag(draft: Draft, lineSuffix: string): Draft | undefined {
  const [tag, name = ""] = /^<\/([\w.:-]*)>/.exec(lineSuffix) ?? [];
  if (tag === undefined || !draft.text.trimEnd().endsWith(tag)) return undefined;
  const opened = draft.text.split(`<${name}`).length;
  const closed = draft.text.split(`</${name}`).length;
  return closed > opened ? { ...draft, replacesAfter: tag.length } : draft;
}

type Effect = Pick<Brackets, "unmatched"> & {
  /** What was open at the cursor and is not closed by the text, as closers, the innermost one last. */
  stillOpen: readonly string[];
};

function bracketsOf(text: string, { cursor, linePrefix, lineSuffix }: Place): Effect {
  // A minified line is long, and what was opened a thousand characters ago does not end here.
  const before = linePrefix.slice(-1000);
  // Elsewhere `<` compares.
  const hasAngles = /^\W*>/.test(lineSuffix);
  const { open } = scanBrackets(before, cursor.languageId, [], hasAngles);
  const { unmatched } = scanBrackets(text, cursor.languageId, open, hasAngles);
  const closed = unmatched.filter(({ isOuter }) => !isOuter).length;
  return { unmatched, stillOpen: open.slice(0, open.length - closed) };
}

/** Where the closers begin that what is still open needs: the last ones behind the cursor. */
function reserved(stillOpen: readonly string[], lineSuffix: string): number {
  let end = lineSuffix.trimEnd().replace(/[\s,;:{=>]+$/, "").length;
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
  const endsWithBody = rest.endsWith("{") && draft.replacesAfter > 0;
  if (endsWithBody) return cutAt(draft, textEnd);
  const text = draft.text.replace(/\s*[,;:]+\s*$/, "");
  return cutAt({ ...draft, text }, text.length);
}
