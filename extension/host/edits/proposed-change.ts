// What a proposed change of files is to the editor, and how one ends. Types only.

import type * as vscode from "vscode";

export type ProposedFile = {
  uri: vscode.Uri;
  /** The whole text that the change was computed from; empty for a new file. */
  before: string;
  after: string;
  isNew: boolean;
};

export type ProposedChange = {
  /** E.g. `Fix src/cart.ts:3–17`. */
  title: string;
  files: readonly ProposedFile[];
  /** Told once how it ended; a postponed change may still be decided and is told again. */
  onDecided: (decision: Decision) => void;
  /** Told while hunks are decided and nothing is applied yet. */
  onProgress?: (files: readonly DecidedFile[]) => void;
};

/** How many hunks of a file were taken, how many not, and how many still wait. The lines are those of all but the rejected. */
export type DecidedFile = {
  uri: vscode.Uri;
  accepted: number;
  rejected: number;
  pending: number;
  added: number;
  removed: number;
};

export type Decision =
  /** At least one hunk was applied; one undo takes all of it back. */
  | { kind: "accepted"; files: readonly DecidedFile[] }
  | { kind: "discarded" }
  /** Nothing was changed, and the change is gone. */
  | { kind: "refused"; message: string }
  /** Nothing was changed yet: it can be accepted once the workspace is trusted. */
  | { kind: "postponed"; message: string };

/** `startLine` is where the writing begins. The keyboard goes to the preview when `focus` is left out. */
export type LiveFile = {
  uri: vscode.Uri;
  before: string;
  startLine: number;
  focus?: PreviewFocus | undefined;
};

/** A change that is still being written: shown as it grows, decided only after `finish`. */
export type LivePreview = {
  /** The text as far as it is known, with everything that has not been reached yet as it was. */
  update(after: string): void;
  /** From here on it is a proposed change like any other; returns its id. */
  finish(change: ProposedChange): string;
  /** Closes the preview; nothing was touched. */
  abandon(): void;
};

/** Whether the keyboard goes to the preview that is opened or stays where it is. */
export type PreviewFocus = "take" | "leave";

export type ProposedChanges = vscode.Disposable & {
  /** Returns the id by which the change is known from now on, and shows nothing yet. */
  propose(change: ProposedChange): string;
  /** Opens the preview of the first file that has something to decide, hunk by hunk. */
  show(id: string, path?: string, focus?: PreviewFocus): Promise<void>;
  /** VS Code's own diff editor; for several files its multi-file one. */
  showSideBySide(id: unknown): Promise<void>;
  /** The preview of the file behind the one in the active editor; the first one after the last. */
  showNextFile(id: unknown): Promise<void>;
  startLive(file: LiveFile, onStop: () => void): Promise<LivePreview>;
  /** Everything that is not rejected yet. Without an id: the change in the active editor. */
  accept(id: unknown, signal: AbortSignal): Promise<void>;
  /** Everything, whatever was decided hunk by hunk. */
  discard(id: unknown, signal: AbortSignal): Promise<void>;
  /** Without an argument: the hunk at the cursor of the active preview. */
  acceptHunk(hunk: unknown, signal: AbortSignal): Promise<void>;
  rejectHunk(hunk: unknown, signal: AbortSignal): Promise<void>;
  goToHunk(step: 1 | -1): Promise<void>;
};
