// What one family of languages says about imports, and the folders around a file. Knows no particular language.

export type Origin = {
  /** The folders of the importing file, from the workspace down. */
  folder: readonly string[];
  /** Its name without the ending. */
  stem: string;
  languageId: string;
};

export type ImportLanguage = {
  /** Specifiers in the order of the lines; repeats are allowed. */
  read(lines: readonly string[]): string[];
  /** Paths to try, the most likely first; they may still hold `.` and `..`. */
  find(specifier: string, origin: Origin): string[];
};

/** A folder and all above it, up to the workspace's own. */
export function upwards(folder: readonly string[]): (readonly string[])[] {
  return folder.map((_, depth) => folder.slice(0, folder.length - depth)).concat([[]]);
}

export function joined(...parts: readonly (string | readonly string[])[]): string {
  return parts.flat().join("/");
}
