// Carries out what was decided about a proposed change and tells whoever proposed it. It shows the changed file and knows
// nothing of previews.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { type FileToWrite, writeFiles } from "./apply.ts";
import { countAccepted, type OpenChange, type OpenFile } from "./open-change.ts";
import type { Decision } from "./proposed-change.ts";

export type Settled = { decision: Decision; place?: { uri: vscode.Uri; line: number } };

/** Where somebody is when everything is decided: a file, and in it the hunk that was decided last. */
export type Standpoint = { file: OpenFile; hunk?: number };

/** Applies everything that is not rejected. What is shown after it is the standpoint, if its file was changed. */
export async function settle(
  change: OpenChange,
  standpoint: Standpoint | undefined,
  signal: AbortSignal,
): Promise<Settled> {
  const counts = change.files.map(countAccepted);
  const taken = change.files.filter((_, index) => (counts[index]?.accepted ?? 0) > 0);
  const [first] = taken;
  if (first === undefined) {
    return { decision: { kind: "refused", message: t("The proposed change changes nothing.") } };
  }
  const outcome = await writeFiles(taken.map(toWrite), signal);
  if (!outcome.isApplied) {
    const { reason, message } = outcome;
    return { decision: { kind: reason === "untrusted" ? "postponed" : "refused", message } };
  }
  const isTaken = standpoint !== undefined && taken.includes(standpoint.file);
  const shown = isTaken ? standpoint : { file: first };
  const firstLine = outcome.firstLines[taken.indexOf(shown.file)] ?? 0;
  const line = firstLine + linesFromFirst(shown);
  const { uri } = shown.file;
  return { decision: { kind: "accepted", files: counts }, place: { uri, line } };
}

/** From the first line that was changed to the hunk, in the text with all accepted hunks. */
function linesFromFirst({ file: { hunks, decisions }, hunk: wanted = 0 }: Standpoint): number {
  const isAccepted = (index: number) => decisions[index] !== "rejected";
  const first = hunks.find((_, index) => isAccepted(index));
  const to = hunks[wanted];
  if (first === undefined || to === undefined || to.startLine <= first.startLine) return 0;
  const grown = hunks.slice(0, wanted).filter((_, index) => isAccepted(index));
  const lines = grown.reduce((sum, { added, removed }) => sum + added.length - removed.length, 0);
  return to.startLine - first.startLine + lines;
}

export async function showPlace({ uri, line }: { uri: vscode.Uri; line: number }): Promise<void> {
  const selection = new vscode.Range(line, 0, line, 0);
  try {
    await vscode.window.showTextDocument(uri, { selection });
  } catch (error) {
    // The change is applied; that something else was opened meanwhile takes nothing from it.
    if (!(error instanceof Error)) throw error;
  }
}

function toWrite({ uri, isNew, before, after, hunks, decisions }: OpenFile): FileToWrite {
  const taken = hunks.filter((_, hunk) => decisions[hunk] !== "rejected");
  return { uri, isNew, before, after, hunks: taken };
}
