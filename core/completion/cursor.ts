// Where a completion is wanted and what the last edit was, as plain text. Every line end is `\n` here, whatever the file
// has; whoever knows the editor converts. Knows no editor, no settings and no model.

export type Cursor = {
  /** Tells documents apart; it is never sent anywhere. */
  documentId: string;
  /** As a model may see it: relative to the workspace, with forward slashes. */
  path: string;
  /** VS Code's language identifier, e.g. `typescriptreact`. */
  languageId: string;
  /** The text before the cursor, from the start of some line on, as far back as a prompt can reach. */
  prefix: string;
  /** The text behind the cursor, as far as a prompt can reach. */
  suffix: string;
  /** UTF-16 offset of the cursor in the whole document; at least the length of `prefix`. */
  offset: number;
};

/** One change of a document: `removedLength` UTF-16 units at `offset` gave way to `inserted`. */
export type Edit = { documentId: string; offset: number; removedLength: number; inserted: string };

/** The text of the cursor's line before the cursor. */
export function linePrefixOf({ prefix }: Pick<Cursor, "prefix">): string {
  return prefix.slice(prefix.lastIndexOf("\n") + 1);
}

/** The text of the cursor's line behind the cursor. */
export function lineSuffixOf({ suffix }: Pick<Cursor, "suffix">): string {
  const end = suffix.indexOf("\n");
  return end < 0 ? suffix : suffix.slice(0, end);
}

/** The white space a line begins with. */
export function indentOf(line: string): string {
  return /^[\t ]*/.exec(line)?.[0] ?? "";
}
