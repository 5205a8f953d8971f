// Chooses which part of the file before the cursor goes into the prompt. The start of that part stands still while somebody
// types and moves in large steps, because the server's prefix cache ends at the first byte that differs.
import type { Cursor, Edit } from "../cursor.ts";

export type PromptWindow = {
  /** The prefix from the window's start on, at most `mostCharacters` long. */
  prefixFor(cursor: Cursor, mostCharacters: number): string;
  documentChanged(edit: Edit): void;
};

/** After a step this much of the room is filled, so the next step is a quarter of the window away. */
const filledAfterStep = 0.75;
/** Below this much the start moves up again, so that a jump upwards brings its own context. */
const leastFilled = 0.25;
const mostDocuments = 50;

export function createPromptWindow(): PromptWindow {
  /** Offset in the document of the window's first character. */
  const starts = new Map<string, number>();
  return {
    prefixFor(cursor, mostCharacters) {
      const { documentId, prefix, offset } = cursor;
      const origin = offset - prefix.length;
      const start = nextStart(starts.get(documentId), { origin, prefix, mostCharacters });
      starts.delete(documentId);
      starts.set(documentId, start);
      if (starts.size > mostDocuments) starts.delete([...starts.keys()][0] ?? "");
      return prefix.slice(start - origin);
    },
    documentChanged({ documentId, offset, removedLength, inserted }) {
      const start = starts.get(documentId);
      if (start === undefined || offset + removedLength > start) return;
      if (offset < start) starts.set(documentId, start + inserted.length - removedLength);
    },
  };
}

function nextStart(
  previous: number | undefined,
  { origin, prefix, mostCharacters }: { origin: number; prefix: string; mostCharacters: number },
): number {
  const end = origin + prefix.length;
  const isTooFar =
    previous !== undefined && previous > origin && end - previous < mostCharacters * leastFilled;
  const isUsable =
    previous !== undefined && previous >= origin && end - previous <= mostCharacters && !isTooFar;
  if (isUsable && isLineStart(prefix, previous - origin)) return previous;
  if (prefix.length <= mostCharacters) return origin;
  const wanted = prefix.length - Math.floor(mostCharacters * filledAfterStep);
  const lineStart = prefix.indexOf("\n", wanted) + 1;
  // One very long line has no line start within reach.
  const at = lineStart > 0 && lineStart < prefix.length ? lineStart : whole(prefix, wanted);
  return origin + at;
}

function isLineStart(prefix: string, at: number): boolean {
  return at === 0 || prefix[at - 1] === "\n" || !prefix.slice(0, at).includes("\n");
}

/** Never between the halves of a surrogate pair. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
