// What a person reads in a terminal, without what only the terminal reads: colours, cursor moves, titles, progress that
// overwrites itself. Takes any text; knows no command.

/** Titles and links, which end at a bell or at ESC \; a line that was never ended so takes nothing of the next one. */
const strings =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const sequences = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escapes = /\u001b[ -/]*[0-~]?/g;
/** All but line feed, tab, and the two that move back, which are carried out; and what turns the order of letters. */
const controls = /(?![\n\t\r\b])[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]/gu;

export function terminalText(raw: string): string {
  return raw
    .replace(strings, "")
    .replace(sequences, "")
    .replace(escapes, "")
    .replace(controls, "")
    .replace(/\r+\n/g, "\n")
    .split("\n")
    .map((line) => backspaced(overwritten(line)).trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}

/** A line that was written again from its start shows what was written last. */
function overwritten(line: string): string {
  if (!line.includes("\r")) return line;
  return line.split("\r").findLast((part) => part.trim() !== "") ?? "";
}

function backspaced(line: string): string {
  if (!line.includes("\b")) return line;
  const shown: string[] = [];
  for (const character of line) {
    if (character === "\b") shown.pop();
    else shown.push(character);
  }
  return shown.join("");
}
