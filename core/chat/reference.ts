// What a turn talks about, as plain data: the editor turns its state into these before core sees anything.
// Line numbers here are what a person reads: 1-based and inclusive. Paths are workspace-relative with forward slashes.

export type Problem = {
  severity: "error" | "warning" | "information" | "hint";
  message: string;
  /** Who reported it, e.g. `ts` or `pylint`. */
  source?: string;
  line: number;
};

export type SelectionReference = {
  kind: "selection";
  path: string;
  languageId: string;
  startLine: number;
  endLine: number;
  /** The selected text, in the document's own line endings. */
  text: string;
};

/** The code around a selection: what the model may look at but is not asked about. */
export type SurroundingsReference = {
  kind: "surroundings";
  path: string;
  languageId: string;
  /** First line of `before` and last line of `after`. */
  startLine: number;
  endLine: number;
  before: string;
  after: string;
};

export type ProblemsReference = {
  kind: "problems";
  path: string;
  problems: Problem[];
  /** Said when those of other files were left out on purpose. */
  leftOut?: string;
};

/** A whole file: named by hand, or because its editor is open. */
export type FileReference = {
  kind: "file";
  path: string;
  languageId: string;
  text: string;
  origin: "mention" | "openEditor";
  /** Said when files that came with it were left out on purpose. */
  leftOut?: string;
};

export type FolderReference = {
  kind: "folder";
  path: string;
  /** Paths of everything in it that may be named, whether its text goes along or not. */
  listing: string[];
  files: { path: string; languageId: string; text: string }[];
  /** Said when files were left out on purpose. */
  leftOut?: string;
};

export type SymbolReference = {
  kind: "symbol";
  /** As the language names it, e.g. `Cart.total`. */
  name: string;
  path: string;
  languageId: string;
  startLine: number;
  endLine: number;
  text: string;
};

export type ChangesReference = {
  kind: "changes";
  scope: "staged" | "unstaged";
  /** Unified diff as git prints it. */
  diff: string;
  files: string[];
  /** Said when files were left out on purpose. */
  leftOut?: string;
};

export type TerminalReference = {
  kind: "terminal";
  origin: "selection" | "command";
  /** The command line, when it is known. */
  command?: string;
  exitCode?: number;
  output: string;
};

/** Goes only to models that a probe found to see images. */
export type ImageReference = {
  kind: "image";
  name: string;
  mediaType: "image/png" | "image/jpeg" | "image/webp" | "image/gif";
  base64: string;
};

export type Reference =
  | SelectionReference
  | SurroundingsReference
  | ProblemsReference
  | FileReference
  | FolderReference
  | SymbolReference
  | ChangesReference
  | TerminalReference
  | ImageReference;

export type ReferenceKind = Reference["kind"];

/** The words on the chip that shows a reference. */
export function referenceLabel(reference: Reference): string {
  switch (reference.kind) {
    case "selection":
      return `${nameOf(reference.path)}:${lineRange(reference.startLine, reference.endLine)} · ${reference.languageId}`;
    case "surroundings":
      return `around it: lines ${lineRange(reference.startLine, reference.endLine)}`;
    case "problems":
      return reference.problems.length === 1
        ? "1 problem"
        : `${reference.problems.length} problems`;
    case "file":
      return nameOf(reference.path);
    case "folder":
      return `${nameOf(reference.path)}/`;
    case "symbol":
      return reference.name;
    case "changes":
      return `${reference.scope} changes`;
    case "terminal":
      return reference.command ?? "terminal selection";
    case "image":
      return reference.name;
  }
}

export function lineRange(startLine: number, endLine: number): string {
  return startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
