// Output of programs as a report may hold it: short, and the same when the same program runs again.
import { stripVTControlCharacters } from "node:util";

const longest = 4000;

/** `hidden` are folders of this machine, such as a toolchain's root. */
export function steady(text: string, hidden: readonly string[]): string {
  const shown = [...hidden]
    // Longer ones first: a folder inside another one would else be half replaced.
    .sort((one, other) => other.length - one.length)
    .reduce(
      (before, folder) => before.replaceAll(folder, "<toolchain>"),
      stripVTControlCharacters(text),
    )
    .replaceAll(/\/usr\/(?:include|lib\w*|local|share)\/[^\s:"'`]*\//g, "<toolchain>/")
    .replaceAll(/(?:\.tandem\/\.\.\/|(?<![\w.])\.\/)(?=\w)/g, "/w/")
    .replaceAll(/\b0x[0-9a-f]{5,}/gi, "0x…")
    .replaceAll(/(thread '[^']*') \(\d+\)/g, "$1")
    .trim();
  if (shown.length <= longest) return shown;
  const half = longest / 2 - 10;
  return `${shown.slice(0, half)}\n[… cut …]\n${shown.slice(-half)}`;
}
