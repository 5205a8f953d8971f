// The language of a view: read once from the page, before anything is drawn, and told to words.ts. Numbers and times follow
// it. It knows no view and asks nobody.
import { speak } from "../words.ts";

let language = "en";
let languageOfNumbers: string | undefined;

/** Where pageHtml put the translations; English has none. */
export const translationsId = "tandem-l10n";

export function readLanguage(page: Document): void {
  const written = page.getElementById(translationsId)?.textContent;
  if (!written) return;
  // The extension's own page wrote it, from VS Code's bundle: texts by text.
  speak(JSON.parse(written) as Record<string, string>);
  language = page.documentElement.lang || "en";
}

export function shownLanguage(): string {
  return language;
}

/** For a view whose figures come written: one page has one way to write numbers, whatever language its words have. */
export function writeNumbersIn(fixed: string): void {
  languageOfNumbers = fixed;
}

export function numberLanguage(): string {
  return languageOfNumbers ?? language;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs more than using it, and every turn writes numbers. */
export function writtenNumber(value: number, fractionDigits = 0): string {
  const key = `${numberLanguage()} ${fractionDigits}`;
  const known = formats.get(key);
  if (known) return known.format(value);
  const made = new Intl.NumberFormat(numberLanguage(), {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
  formats.set(key, made);
  return made.format(value);
}

/** Roughly, for what was only estimated: `870`, `1.2k`, `12k`, `262k`. */
export function roughNumber(value: number): string {
  if (value < 1_000) return writtenNumber(value);
  const thousands = value / 1_000;
  return `${writtenNumber(thousands, thousands < 9.95 ? 1 : 0)}k`;
}
