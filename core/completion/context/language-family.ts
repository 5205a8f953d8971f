// Groups VS Code's language identifiers by what reads alike: languages of a family import and declare in the same way.

export type LanguageFamily = "script" | "python" | "go" | "rust" | "jvm" | "c";

const families: ReadonlyMap<string, LanguageFamily> = new Map([
  ["typescript", "script"],
  ["typescriptreact", "script"],
  ["javascript", "script"],
  ["javascriptreact", "script"],
  ["vue", "script"],
  ["svelte", "script"],
  ["python", "python"],
  ["go", "go"],
  ["rust", "rust"],
  ["java", "jvm"],
  ["kotlin", "jvm"],
  ["c", "c"],
  ["cpp", "c"],
  ["cuda-cpp", "c"],
  ["objective-c", "c"],
  ["objective-cpp", "c"],
]);

export function languageFamilyOf(languageId: string): LanguageFamily | undefined {
  return families.get(languageId);
}

/** Whether code of one language helps to write the other. */
export function isRelated(languageId: string, otherId: string): boolean {
  if (languageId === otherId) return true;
  const family = languageFamilyOf(languageId);
  return family !== undefined && family === languageFamilyOf(otherId);
}
