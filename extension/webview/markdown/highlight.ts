// Colours a finished code block: cuts it into slices small enough for one idle period and turns highlight.js's output
// into span elements. A slice starts where a new top-level statement seems to start, so a very long string that looks like
// code may be coloured wrongly; the text itself never changes.
import { highlightedHtml, type Language } from "./languages.ts";

const sliceLength = 1_000;
/** A stretch without a place to cut that is longer than this stays uncoloured. */
const maxSliceLength = 4_000;
const maxLength = 100_000;

/** The parts of `code`, in order and complete; cut only after a blank line and before an unindented one. */
export function slices(code: string): string[] {
  if (code.length <= sliceLength || code.length > maxLength) return [code];
  const parts: string[] = [];
  let start = 0;
  for (const match of code.matchAll(/\n[ \t]*\n(?=[^\s})\]])/g)) {
    const end = match.index + match[0].length;
    if (end - start < sliceLength) continue;
    parts.push(code.slice(start, end));
    start = end;
  }
  parts.push(code.slice(start));
  return parts;
}

/** Undefined when the slice is too long to colour within a frame. */
export function highlightSlice(slice: string, language: Language): DocumentFragment | undefined {
  if (language.grammar === undefined || slice.length > maxSliceLength) return undefined;
  return buildSpans(highlightedHtml(slice, language.grammar));
}

/** highlight.js writes nothing but these: a span with a class, its end, and text with five escapes. */
const piece = /<span class="([^"]*)">|<\/span>|([^<]+)/g;
const escapes: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

function buildSpans(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const open: (DocumentFragment | HTMLElement)[] = [fragment];
  for (const [, className, text] of html.matchAll(piece)) {
    const parent = open.at(-1) ?? fragment;
    if (text !== undefined) {
      parent.append(
        text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => escapes[entity] ?? entity),
      );
    } else if (className !== undefined) {
      const span = document.createElement("span");
      span.className = className;
      parent.append(span);
      open.push(span);
    } else if (open.length > 1) {
      open.pop();
    }
  }
  return fragment;
}
