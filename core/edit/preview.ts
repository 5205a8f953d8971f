// The lines of a unified preview: the text before and after a change in one, hunk by hunk. Knows no colours, no editor
// and not how a decision is made.
import type { Hunk } from "./hunks.ts";
import { lineTexts } from "./lines.ts";

export type HunkDecision = "pending" | "accepted" | "rejected";

export type PreviewLine = {
  text: string;
  /** Lines of a decided hunk are `same`: there is nothing left to see about them. */
  kind: "same" | "removed" | "added";
  /** The index of the hunk the line belongs to, also when it is decided. */
  hunk?: number;
};

/**
 * A pending hunk shows its removed lines and then its added ones, an accepted one only what it adds, a rejected one
 * only what stood there.
 */
export function previewLines(
  change: { before: string; hunks: readonly Hunk[] },
  decisionOf: (hunk: number) => HunkDecision,
): PreviewLine[] {
  const old = lineTexts(change.before);
  const lines: PreviewLine[] = [];
  let shown = 0;
  const showSame = (end: number) => {
    for (; shown < end; shown += 1) lines.push({ text: old[shown] ?? "", kind: "same" });
  };
  change.hunks.forEach(({ startLine, removed, added }, hunk) => {
    showSame(startLine);
    shown += removed.length;
    const decision = decisionOf(hunk);
    const isPending = decision === "pending";
    const show = (texts: readonly string[], kind: "removed" | "added") => {
      for (const text of texts) lines.push({ text, kind: isPending ? kind : "same", hunk });
    };
    if (decision !== "accepted") show(removed, "removed");
    if (decision !== "rejected") show(added, "added");
  });
  showSame(old.length);
  return lines;
}

/** One line of the text is one line of the list; line endings of the file itself do not matter in a preview. */
export function previewText(lines: readonly PreviewLine[]): string {
  return lines.map((line) => line.text).join("\n");
}
