// The preview of a change while its answer is still coming: opened when there is something to show, kept or given up in
// the end. What the text so far means is whoever asked's to say.

import { setTimeout as wait } from "node:timers/promises";
import type { AtEdge } from "../edge.ts";
import type {
  LiveFile,
  LivePreview,
  ProposedChange,
  ProposedChanges,
} from "../edits/proposed-change.ts";

export type AnswerPreview = {
  push(answerSoFar: string): void;
  /** The id of the change, when it is shown already; undefined when no preview was opened. */
  finish(change: ProposedChange): Promise<string | undefined>;
  abandon(): Promise<void>;
};

export type PreviewedFile = LiveFile & {
  /** The whole file as far as the answer tells it; undefined as long as it tells nothing. */
  afterOf: (answerSoFar: string) => string | undefined;
  onStop: () => void;
};

/** A preview of more text than this comes when the answer is complete. */
const maxLength = 300_000;

/** Ten a second are more than anybody reads. */
const updateMs = 100;
/** Of the time of the extension host, which others need too. */
const largestShare = 0.2;

export function previewAnswer(
  { afterOf, onStop, ...file }: PreviewedFile,
  { changes, atEdge }: { changes: ProposedChanges; atEdge: AtEdge },
): AnswerPreview {
  const { before } = file;
  let opening: Promise<LivePreview> | undefined;
  let preview: LivePreview | undefined;
  let latest = before;
  let unread: string | undefined;
  let isReading = false;
  let hasEnded = false;

  const open = async () => {
    const opened = await changes.startLive(file, onStop);
    preview = opened;
    if (!hasEnded) opened.update(latest);
    return opened;
  };
  const show = (answerSoFar: string) => {
    const after = afterOf(answerSoFar);
    if (after === undefined || after === before) return;
    latest = after;
    preview?.update(after);
    if (opening !== undefined) return;
    opening = open();
    atEdge(opening);
  };
  // A model writes hundreds of pieces a second, and each time the whole answer has to be read.
  const readOn = async () => {
    while (unread !== undefined && !hasEnded) {
      const answerSoFar = unread;
      unread = undefined;
      const startedMs = performance.now();
      show(answerSoFar);
      const tookMs = performance.now() - startedMs;
      await wait(Math.max(updateMs, tookMs / largestShare));
    }
    isReading = false;
  };
  return {
    push: (answerSoFar) => {
      if (hasEnded || before.length > maxLength) return;
      unread = answerSoFar;
      if (isReading) return;
      isReading = true;
      atEdge(readOn());
    },
    finish: async (change) => {
      hasEnded = true;
      return (await opening)?.finish(change);
    },
    abandon: async () => {
      hasEnded = true;
      (await opening)?.abandon();
    },
  };
}
