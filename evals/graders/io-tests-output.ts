// Output of programs as a report may hold it: short, and the same when the same program runs again.
import { stripVTControlCharacters } from "node:util";

const longest = 4000;
/** Of more than that nobody looks at the middle; patterns over millions of characters run out of stack. */
const longestRead = 16 * longest;
/** `hidden` are folders of this machine, such as a toolchain's root. */
export function steady(text: string, hidden: readonly string[]): string {
  const shown = [...hidden]
    // Longer ones first: a folder inside another one would else be half replaced.
    .sort((one, other) => other.length - one.length)
    .reduce(
      (before, folder) => before.replaceAll(folder, "<toolchain>"),
      stripVTControlCharacters(cut(text, longestRead)),
    )
    .replaceAll(/\/usr\/(?:include|lib\w*|local|share)\/[^\s:"'`]*\//g, "<toolchain>/")
    .replaceAll(/(?:\.tandem\/\.\.\/|(?<![\w.])\.\/)(?=\w)/g, "/w/")
    .replaceAll(/\b0x[0-9a-f]{5,}/gi, "0x…")
    // Names that compilers make up for their own files, and the JVM's clock.
    .replaceAll(/(\/tmp\/cc|\/rustc)\w{6}(?=[./])/g, "$1…")
    .replaceAll(/\[\d+\.\d+s\]/g, "[…s]")
    .replaceAll(/(thread '[^']*') \(\d+\)/g, "$1")
    .trim();
  return cut(shown, longest);
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = limit / 2 - 10;
  return `${text.slice(0, half)}\n[… cut …]\n${text.slice(-half)}`;
}
