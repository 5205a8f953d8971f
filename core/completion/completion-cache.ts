// The answers of the last minutes, found again by what stands around the cursor: where one was asked for, while it is typed
// through, after going back to an earlier place, and after a change of indentation. Knows nothing of requests.
import { type Attempt, fitOf } from "./attempt.ts";
import { type Cursor, type Edit, linePrefixOf } from "./cursor.ts";

export type Hit = {
  attempt: Attempt;
  /** What is left to insert; empty where the model is known to have nothing to say. */
  rest: string;
  /** UTF-16 units of it that stand before the cursor already. */
  typedLength: number;
};

export type CompletionCache = {
  /** The newest answer that fits; undefined when the model has to be asked. */
  find(cursor: Cursor): Hit | undefined;
  /** Takes complete answers only. */
  add(attempt: Attempt): void;
  documentChanged(edit: Edit): void;
  clear(): void;
};

/** Suffices for going back and forth in a few files; a look-up compares each entry in constant time. */
const defaultCapacity = 200;

export function createCompletionCache(capacity = defaultCapacity): CompletionCache {
  let attempts: Attempt[] = [];
  return {
    find(cursor) {
      let empty: Hit | undefined;
      for (let index = attempts.length - 1; index >= 0; index -= 1) {
        const attempt = attempts[index];
        const fit = attempt && fitOf(attempt, cursor);
        if (attempt === undefined || fit?.rest === undefined) continue;
        if (fit.rest !== "") {
          touch(index);
          return { attempt, ...fit, rest: fit.rest };
        }
        // One that was typed to its end says nothing about what comes next.
        if (fit.typedLength === 0) empty ??= { attempt, rest: "", typedLength: 0 };
      }
      return empty;
    },
    add(attempt) {
      attempts.push(attempt);
      if (attempts.length > capacity) attempts.shift();
    },
    documentChanged(edit) {
      attempts = attempts.map((attempt) => moved(attempt, edit));
    },
    clear() {
      attempts = [];
    },
  };

  function touch(index: number) {
    attempts.push(...attempts.splice(index, 1));
  }
}

/** Follows edits above the attempt's line; its own line is compared by text when it is looked up. */
function moved(attempt: Attempt, { documentId, offset, removedLength, inserted }: Edit): Attempt {
  const lineStart = attempt.offset - linePrefixOf({ prefix: attempt.before }).length;
  if (attempt.documentId !== documentId || offset + removedLength > lineStart - 1) return attempt;
  return { ...attempt, offset: attempt.offset + inserted.length - removedLength };
}
