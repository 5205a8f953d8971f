// What a preview shows of one file: its lines with their marks, and the places of the hunks that wait for a decision.
// Knows no editor and no words.

import type { Hunk } from "../../../core/edit/hunks.ts";
import { type HunkDecision, previewLines, previewText } from "../../../core/edit/preview.ts";

/** Lines of the preview, 0-based, the last one included. */
export type Mark = { kind: "added" | "removed"; startLine: number; endLine: number };

/** A hunk that waits for a decision. */
export type PendingHunk = { hunk: number; startLine: number; endLine: number };

export type PreviewContent = { text: string; marks: Mark[]; pending: PendingHunk[] };

export function previewContent(
  file: { before: string; hunks: readonly Hunk[] },
  decisionOf: (hunk: number) => HunkDecision,
): PreviewContent {
  const lines = previewLines(file, decisionOf);
  const marks: Mark[] = [];
  const pending: PendingHunk[] = [];
  lines.forEach(({ kind, hunk }, line) => {
    if (kind === "same" || hunk === undefined) return;
    const mark = marks.at(-1);
    if (mark?.kind === kind && mark.endLine === line - 1) mark.endLine = line;
    else marks.push({ kind, startLine: line, endLine: line });
    const last = pending.at(-1);
    if (last?.hunk === hunk) last.endLine = line;
    else pending.push({ hunk, startLine: line, endLine: line });
  });
  return { text: previewText(lines), marks, pending };
}

/** The last line in which two versions of a preview differ, in the new one: where something has just been written. */
export function lastChangedLine(before: string, after: string): number | undefined {
  if (before === after) return undefined;
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same])
    same += 1;
  return after.slice(0, after.length - same).split("\n").length - 1;
}
