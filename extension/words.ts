// The language of everything Tandem shows, in the editor and in its views: English in the code, and the translation that
// VS Code loaded from l10n/ where there is one. Knows no VS Code, so that pure modules and views can use it.

let translations: Readonly<Record<string, string>> = {};
let language = "en";

/** Called once at the start, with `vscode.l10n.bundle` and VS Code's language or what the page was given of them. */
export function speak(
  bundle: Readonly<Record<string, string>> | undefined,
  languageOfBundle = "en",
): void {
  translations = bundle ?? {};
  language = bundle === undefined ? "en" : languageOfBundle;
}

/** Numbers and times are written as the words around them are: in VS Code's language only where there is a translation. */
export function spokenLanguage(): string {
  return language;
}

/** `message` is the English text and the key; `{0}`, `{1}` … stand for the arguments. */
export function t(message: string, ...values: (string | number)[]): string {
  const text = translations[message] ?? message;
  return text.replace(/\{(\d+)\}/g, (mark, index) => `${values[Number(index)] ?? mark}`);
}

/** `one` is for exactly 1; `{0}` in both is the count, further values follow. */
export function plural(
  count: number,
  [one, other]: readonly [one: string, other: string],
  ...values: (string | number)[]
): string {
  return t(count === 1 ? one : other, count, ...values);
}
