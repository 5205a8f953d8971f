// A proposed change while it is decided: its files as hunks, and what has been decided about each. Line ends are `\n`
// throughout: those of the document come back when it is written. Knows no tab and no way to apply anything.

import type * as vscode from "vscode";
import type { Hunk } from "../../../core/edit/hunks.ts";
import type { HunkDecision } from "../../../core/edit/preview.ts";
import { shownPath } from "../places.ts";
import { asDocumentText } from "./document-text.ts";
import type { DecidedFile, ProposedChange, ProposedFile } from "./proposed-change.ts";

export type OpenFile = {
  uri: vscode.Uri;
  path: string;
  isNew: boolean;
  before: string;
  after: string;
  hunks: readonly Hunk[];
  decisions: HunkDecision[];
};

export type OpenChange = { id: string; proposed: ProposedChange; files: readonly OpenFile[] };

export async function openChange(id: string, proposed: ProposedChange): Promise<OpenChange> {
  const { lineHunks } = await import("../../../core/edit/hunks.ts");
  const open = ({ uri, isNew, ...texts }: ProposedFile): OpenFile => {
    const before = asDocumentText(texts.before);
    const after = asDocumentText(texts.after);
    const hunks = lineHunks(before, after);
    const decisions = hunks.map((): HunkDecision => "pending");
    return { uri, path: shownPath(uri), isNew, before, after, hunks, decisions };
  };
  return { id, proposed, files: proposed.files.map(open) };
}

export function countDecisions({ uri, hunks, decisions }: OpenFile): DecidedFile {
  const left = hunks.filter((_, hunk) => decisions[hunk] !== "rejected");
  const count = (wanted: HunkDecision) => decisions.filter((one) => one === wanted).length;
  return {
    uri,
    accepted: count("accepted"),
    rejected: count("rejected"),
    pending: count("pending"),
    added: left.reduce((sum, { added }) => sum + added.length, 0),
    removed: left.reduce((sum, { removed }) => sum + removed.length, 0),
  };
}

export function isPending({ decisions }: OpenFile): boolean {
  return decisions.includes("pending");
}

export function hasAccepted({ decisions }: OpenFile): boolean {
  return decisions.includes("accepted");
}

/** The counts once everything that is not rejected has been taken. */
export function countAccepted(file: OpenFile): DecidedFile {
  const counts = countDecisions(file);
  return { ...counts, accepted: counts.accepted + counts.pending, pending: 0 };
}

/** The file's text with everything in it that is not rejected. */
export async function textWithoutRejected(file: OpenFile): Promise<string> {
  const { applyHunks } = await import("../../../core/edit/hunks.ts");
  return applyHunks(
    file.before,
    file.after,
    file.hunks,
    (hunk) => file.decisions[hunk] !== "rejected",
  );
}
