// The previews of one proposed change: which document stands for which of its files, where the next hunk is, and what is
// closed when the change is over. Knows nothing of how a decision is carried out.

import type * as vscode from "vscode";
import { openAgain } from "./apply.ts";
import { viewOf } from "./change-view.ts";
import { isPending, type OpenChange, type OpenFile } from "./open-change.ts";
import type { PendingHunk } from "./preview-content.ts";
import type { Previews, PreviewView } from "./previews.ts";
import type { PreviewFocus } from "./proposed-change.ts";
import { showDiffs } from "./side-by-side.ts";

/** A preview of one of its files that was there before the change was complete. */
export type StandingPreview = {
  preview: vscode.Uri;
  file: vscode.Uri;
  /** The person has not scrolled away from what was written there. */
  isFollowed: boolean;
};

export type ChangePreviews = {
  readonly change: OpenChange;
  adopt(standing: StandingPreview): Promise<void>;
  fileOf(preview: vscode.Uri): OpenFile | undefined;
  /** Also for the sides of its diffs. */
  has(document: vscode.Uri): boolean;
  show(file: OpenFile, hunk?: PendingHunk, focus?: PreviewFocus): Promise<void>;
  showSideBySide(): Promise<void>;
  pendingIn(file: OpenFile): readonly PendingHunk[];
  draw(): Promise<void>;
  /** The files with something to decide behind a file (or before it), nearest first. */
  others(file: OpenFile, step: 1 | -1): OpenFile[];
  close(): Promise<void>;
};

export function openPreviews(change: OpenChange, previews: Previews): ChangePreviews {
  const shown = new Map<OpenFile, { uri: vscode.Uri; view: PreviewView }>();
  let sides: vscode.Uri[] = [];
  let isClosed = false;

  const preview = (file: OpenFile) => {
    const known = shown.get(file);
    if (known !== undefined) return known;
    const view = viewOf(change, file);
    const made = { uri: previews.add(file.path, view), view };
    shown.set(file, made);
    return made;
  };
  const redraw = async (file: OpenFile, uri: vscode.Uri) => {
    const view = viewOf(change, file);
    shown.set(file, { uri, view });
    await previews.draw(uri, view);
  };
  return {
    change,
    adopt: async ({ preview: standing, file: wanted, isFollowed }) => {
      const file = change.files.find(({ uri }) => uri.toString() === wanted.toString());
      if (file === undefined) return previews.close([standing]);
      await redraw(file, standing);
      const [first] = preview(file).view.pending;
      if (isFollowed && first !== undefined) previews.goTo(standing, first.startLine);
    },
    fileOf: (uri) => [...shown].find(([, made]) => made.uri.toString() === uri.toString())?.[0],
    has: (document) =>
      [...sides, ...[...shown.values()].map(({ uri }) => uri)].some(
        (uri) => uri.toString() === document.toString(),
      ),
    show: async (file, hunk, focus = "take") => {
      const { uri, view } = preview(file);
      const document = file.isNew ? undefined : await openAgain(file.uri);
      const place = hunk ?? view.pending[0];
      const line = place?.startLine ?? 0;
      const languageId = document?.languageId;
      await previews.show(uri, { line, languageId, isPinned: false, focus });
    },
    showSideBySide: async () => {
      const made = await showDiffs(change, previews);
      const before = isClosed ? made : sides;
      if (!isClosed) sides = made;
      await previews.close(before);
    },
    pendingIn: (file) => preview(file).view.pending,
    draw: async () => {
      await Promise.all([...shown].map(([file, { uri }]) => redraw(file, uri)));
    },
    others: (file, step) => {
      const at = change.files.indexOf(file);
      const ahead = change.files.slice(at + 1);
      const behind = change.files.slice(0, at);
      const order = step === 1 ? [...ahead, ...behind] : [...behind.reverse(), ...ahead.reverse()];
      return order.filter(isPending);
    },
    close: () => {
      isClosed = true;
      return previews.close([...sides, ...[...shown.values()].map(({ uri }) => uri)]);
    },
  };
}
