// What a turn talks about, as plain data: the editor turns its state into these before core sees anything.
// Line numbers here are what a person reads: 1-based and inclusive.

export type Problem = {
  severity: "error" | "warning" | "information" | "hint";
  message: string;
  /** Who reported it, e.g. `ts` or `pylint`. */
  source?: string;
  line: number;
};

export type SelectionReference = {
  kind: "selection";
  /** Workspace-relative path with forward slashes. */
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

export type ProblemsReference = { kind: "problems"; path: string; problems: Problem[] };

export type Reference = SelectionReference | SurroundingsReference | ProblemsReference;

/** The words on the chip that shows a reference. */
export function referenceLabel(reference: Reference): string {
  const name = reference.path.slice(reference.path.lastIndexOf("/") + 1);
  switch (reference.kind) {
    case "selection":
      return `${name}:${lineRange(reference.startLine, reference.endLine)} · ${reference.languageId}`;
    case "surroundings":
      return `around it: lines ${lineRange(reference.startLine, reference.endLine)}`;
    case "problems":
      return reference.problems.length === 1
        ? "1 problem"
        : `${reference.problems.length} problems`;
  }
}

export function lineRange(startLine: number, endLine: number): string {
  return startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`;
}
