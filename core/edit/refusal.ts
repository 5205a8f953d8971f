// The sentence that belongs to each reason why an edit is refused. Constant, so that whoever shows them can translate.
import type { EditBlock, EditRefusal, EditRefusalCode } from "./change.ts";

export const refusalMessages: Readonly<Record<EditRefusalCode, string>> = {
  unclosed: "An edit block of the answer has no end.",
  no_path: "An edit block of the answer names no file.",
  no_divider: "An edit block of the answer does not say what to replace by what.",
  ambiguous_divider:
    "An edit block can be divided in several ways, so it is not clear what it changes.",
  outside: "The path leads outside the workspace or into its version control.",
  ambiguous_path: "Several files have this path, so it is not clear which is meant.",
  missing_file: "The file does not exist, so there is nothing to change in it.",
  exists_already: "The block makes a new file, but a file with this name exists and is not empty.",
  readonly: "The file is read-only.",
  secret: "The file is likely to hold secrets, so no model changes it.",
  binary: "The file is not text.",
  too_large: "The file is too large to be edited this way.",
  no_match: "The code to be replaced is not in the file.",
  several_matches:
    "The code to be replaced is in the file several times, so it is not clear which is meant.",
  near_match: "The file holds only code that is similar to the code to be replaced.",
  overlap: "The block changes lines that an earlier block of the answer changes as well.",
  abbreviated: "The new code leaves parts out and stands a comment in their place.",
  shrinks: "The block would remove a large part of the file at once.",
  unchanged: "The new code is the same as what is there.",
  truncated: "The answer ended before it came to a change.",
};

export function refuse(
  code: EditRefusalCode,
  about: { path?: string; block?: EditBlock; lines?: readonly number[] } = {},
): EditRefusal {
  const path = about.path || about.block?.path;
  return {
    code,
    message: refusalMessages[code],
    ...(path && { path }),
    ...(about.block !== undefined && { block: about.block }),
    ...(about.lines !== undefined && about.lines.length > 0 && { lines: about.lines }),
  };
}
