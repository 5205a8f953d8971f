// What of a code block may be typed into a terminal: one line that shows everything it is, because a terminal takes every
// line break as Enter and obeys characters that nobody sees. Pure.

export type TypedCommand =
  | { text: string }
  /** `several_lines`: it would run line by line. `hidden`: it holds characters that are not seen or that steer a terminal. */
  | { refused: "nothing" | "several_lines" | "hidden" };

/** Everything that ends a line somewhere, not only where we are. */
const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Controls, tabs among them because they complete words; marks that hide or turn round what follows; blanks that are no space. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}/u;

export function typedCommand(code: string): TypedCommand {
  const text = code.trim().replace(/^\$ (?!.*\n)/, "");
  if (text === "") return { refused: "nothing" };
  if (lineBreak.test(text)) return { refused: "several_lines" };
  if (hidden.test(text)) return { refused: "hidden" };
  return { text };
}
