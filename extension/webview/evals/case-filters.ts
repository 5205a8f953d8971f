// Which cases of a run are shown: words and four choices, all of which have to fit. Pure.
import type { CaseRow } from "./messages.ts";

export type CaseFilters = {
  text: string;
  category: string;
  verdict: string;
  failClass: string;
  language: string;
};

/** An empty choice is every case. */
export const noFilters: CaseFilters = {
  text: "",
  category: "",
  verdict: "",
  failClass: "",
  language: "",
};

export function filterCases(rows: readonly CaseRow[], filters: CaseFilters): readonly CaseRow[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { category, verdict, failClass, language } = filters;
  if (words.length === 0 && !category && !verdict && !failClass && !language) return rows;
  return rows.filter(
    (row) =>
      (!category || row.category === category) &&
      (!verdict || row.verdict === verdict) &&
      (!failClass || row.failClass === failClass) &&
      (!language || row.language === language) &&
      words.every((word) => textOf(row).includes(word)),
  );
}

/** What can be chosen among these cases, in the order in which it first occurs. */
export function choicesOf(
  rows: readonly CaseRow[],
): Record<keyof Omit<CaseFilters, "text">, string[]> {
  const seen = {
    category: new Set<string>(),
    verdict: new Set<string>(),
    failClass: new Set<string>(),
    language: new Set<string>(),
  };
  for (const { category, verdict, failClass, language } of rows) {
    seen.category.add(category);
    seen.verdict.add(verdict);
    if (failClass) seen.failClass.add(failClass);
    if (language) seen.language.add(language);
  }
  return {
    category: [...seen.category],
    verdict: [...seen.verdict],
    failClass: [...seen.failClass].sort(),
    language: [...seen.language].sort(),
  };
}

function textOf({ id, topic, reason }: CaseRow): string {
  return `${id} ${topic ?? ""} ${reason ?? ""}`.toLowerCase();
}
