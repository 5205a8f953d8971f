// Carries out what was decided about a proposed change and tells whoever proposed it. It shows the changed file and knows
// nothing of previews.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { type FileToWrite, writeFiles } from "./apply.ts";
import { countAccepted, type OpenChange, type OpenFile } from "./open-change.ts";
import type { Decision } from "./proposed-change.ts";

export type Settled = { decision: Decision; place?: { uri: vscode.Uri; line: number } };

/** Applies everything that is not rejected. `preferred` is the file that is shown after it, if it was changed. */
export async function settle(
  change: OpenChange,
  preferred: OpenFile | undefined,
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
  const shown = preferred !== undefined && taken.includes(preferred) ? preferred : first;
  const line = outcome.firstLines[taken.indexOf(shown)] ?? 0;
  return { decision: { kind: "accepted", files: counts }, place: { uri: shown.uri, line } };
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
