// What a proposed change of files is, and why one may be refused. Types and words only.
import type { Hunk } from "./hunks.ts";

/** One SEARCH/REPLACE block as a model wrote it, with `\n` line ends. */
export type EditBlock = {
  /** Workspace-relative with forward slashes; nothing has been looked up yet. */
  path: string;
  /** Empty: the block makes a new file. */
  search: string;
  replace: string;
  /** Other ways to divide the same block, when its content holds lines that look like the divider. */
  otherReadings?: readonly { search: string; replace: string }[];
  /** The whole block was indented, as in a list: its own indentation says nothing about the file's. */
  isIndented?: boolean;
};

/** What is at a path, as far as an edit has to know. */
export type FileState =
  | { kind: "text"; text: string }
  | {
      kind:
        | "missing"
        | "outside"
        | "ambiguous_path"
        | "readonly"
        | "secret"
        | "binary"
        | "too_large";
    };

/** The change of one file, computed from exactly the text in `before`. */
export type FileChange = {
  path: string;
  isNew: boolean;
  before: string;
  after: string;
  hunks: Hunk[];
};

export type EditRefusalCode =
  | "unclosed"
  | "no_path"
  | "no_divider"
  | "ambiguous_divider"
  | "outside"
  | "ambiguous_path"
  | "missing_file"
  | "exists_already"
  | "readonly"
  | "secret"
  | "binary"
  | "too_large"
  | "no_match"
  | "several_matches"
  | "near_match"
  | "overlap"
  | "abbreviated"
  | "shrinks"
  | "unchanged"
  | "truncated";

export type EditRefusal = {
  code: EditRefusalCode;
  /** One sentence that says what is wrong; what to do next is whoever shows it. */
  message: string;
  path?: string;
  block?: EditBlock;
  /** Lines of the file that the refusal speaks of (0-based): every match, or the closest one. */
  lines?: readonly number[];
};

export type ChangeSet = { changes: FileChange[]; refusals: EditRefusal[] };
