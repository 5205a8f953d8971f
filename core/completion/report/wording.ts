// The language in which figures and states are worded: English unless whoever shows them brings another. Knows no language
// but English.

export type Wording = {
  /** `{0}`, `{1}` … in the literal English text stand for the values. */
  say: (text: string, ...values: readonly string[]) => string;
  /** For numbers, e.g. `de`. */
  language: string;
};

export const english: Wording = {
  say: (text, ...values) =>
    text.replace(/\{(\d+)\}/g, (mark, index) => values[Number(index)] ?? mark),
  language: "en",
};

export function numberText(value: number, { language }: Wording, fractionDigits = 0): string {
  return value.toLocaleString(language, {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
}
