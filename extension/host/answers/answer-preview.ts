// The preview of a change while its answer is still coming: opened when there is something to show, kept or given up in
// the end. What the text so far means is whoever asked's to say.

import type * as vscode from "vscode";
import type { AtEdge } from "../edge.ts";
import type { LivePreview, ProposedChange, ProposedChanges } from "../edits/proposed-change.ts";

export type AnswerPreview = {
  push(answerSoFar: string): void;
  /** The id of the change, when it is shown already; undefined when no preview was opened. */
  finish(change: ProposedChange): Promise<string | undefined>;
  abandon(): Promise<void>;
};

export type PreviewedFile = {
  uri: vscode.Uri;
  before: string;
  startLine: number;
  /** The whole file as far as the answer tells it; undefined as long as it tells nothing. */
  afterOf: (answerSoFar: string) => string | undefined;
  onStop: () => void;
};

/** Comparing a text of this length with another one ten times a second costs nothing that anybody feels. */
const maxLength = 300_000;

export function previewAnswer(
  { uri, before, startLine, afterOf, onStop }: PreviewedFile,
  { changes, atEdge }: { changes: ProposedChanges; atEdge: AtEdge },
): AnswerPreview {
  let opening: Promise<LivePreview> | undefined;
  let preview: LivePreview | undefined;
  let latest = before;
  let hasEnded = false;

  const open = async () => {
    const opened = await changes.startLive({ uri, before, startLine }, onStop);
    preview = opened;
    if (!hasEnded) opened.update(latest);
    return opened;
  };
  return {
    push: (answerSoFar) => {
      if (hasEnded || before.length > maxLength) return;
      const after = afterOf(answerSoFar);
      if (after === undefined || after === before) return;
      latest = after;
      preview?.update(after);
      if (opening !== undefined) return;
      opening = open();
      atEdge(opening);
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
