// Cuts a unified diff into its files and takes out those that usually hold secrets, and those that no window could hold.
// Pure text.

import { isSecretFile } from "../../../core/completion/secret-files.ts";

export type DiffOfFiles = {
  diff: string;
  files: string[];
  /** How many files were taken out. */
  secrets: number;
  tooLarge: number;
};

/** As for files: what is larger fills every model's window many times over. */
const mostChars = 1_000_000;

/** Takes what `git diff` prints in a repository at `root`. */
export function withoutSecrets(diff: string, root = ""): DiffOfFiles {
  const found: DiffOfFiles = { diff: "", files: [], secrets: 0, tooLarge: 0 };
  for (const part of diff.split(/^(?=diff --(?:git|cc|combined) )/m)) {
    const names = namesOf(part);
    const [name] = names;
    if (part.trim() === "") continue;
    // What cannot be named, as in colours, is kept back with the secrets.
    if (name === undefined || names.some((each) => isSecretFile(`${root}/${each}`))) {
      found.secrets += 1;
    } else if (found.diff.length + part.length > mostChars) found.tooLarge += 1;
    else {
      found.diff += part;
      found.files.push(name);
    }
  }
  return found;
}

/** The new name first, then the old one of a file that was renamed. Git quotes names with special characters. */
function namesOf(part: string): string[] {
  const [heading = "", ...lines] = part.split(/^(?=@@)/m)[0]?.split("\n") ?? [];
  const merged = /^diff --(?:cc|combined) "?(.+?)"?$/.exec(heading)?.[1];
  if (merged !== undefined) return [merged];
  const renamed = ["to", "from"].flatMap((way) => {
    const line = new RegExp(`^(?:rename|copy) ${way} "?(.+?)"?$`);
    return lines.flatMap((each) => line.exec(each)?.[1] ?? []);
  });
  // Without a new name both are equal, behind one letter each, such as `a/` and `b/`, or behind nothing.
  const same =
    /^diff --git "?([a-z0-9]\/)(.+?)"? "?(?!\1)[a-z0-9]\/\2"?$/.exec(heading)?.[2] ??
    /^diff --git "?(.+?)"? "?\1"?$/.exec(heading)?.[1];
  return same === undefined ? renamed : [same, ...renamed];
}
