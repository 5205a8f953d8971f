// The file that the completion benchmark types in: a first function with whole lines, which the simulated endpoint's look-up
// repeats, and a second one with a place for each trial, one below the other. It knows nothing of who completes them.

export type Places = {
  text: string;
  /** 1-based line of the first place. */
  firstLine: number;
};

const fields = ["price", "weight", "discount", "postage", "tax"];

/**
 * First the places of single keys, then those of bursts. Each is completed once and no two are alike, so that nobody answers
 * from a cache; texts of different titles differ from the start on, so that they share no prefix at the endpoint.
 */
export function placesOf(title: string, counts: { singles: number; bursts: number }): Places {
  const singles = Array.from({ length: counts.singles }, (_, nth) => nth);
  const bursts = Array.from({ length: counts.bursts }, (_, nth) => nth);
  const above = [
    `// ${title}: what an order is booked as, and how that is corrected.`,
    `import type { Ledger, Order, Rate } from "./order.ts";`,
    "",
    "export function book(ledger: Ledger, order: Order, rate: Rate): void {",
    ...singles.map((nth) => `  ledger.total${digits(nth)} = order.${field(nth)} * rate(${nth});`),
    ...bursts.map((nth) => `  ledger.net${digits(nth)} = order.${field(nth + 2)} / rate(${nth});`),
    "}",
    "",
    "export function correct(ledger: Ledger, order: Order, rate: Rate): void {",
  ];
  const places = [
    ...singles.map((nth) => `  ledger.total${digits(nth)} `),
    ...bursts.map(() => "  ledger."),
  ];
  return { text: [...above, ...places, "}", ""].join("\n"), firstLine: above.length + 1 };
}

export const singleKey = ["="];

/** A name whose letters the look-up guesses at once and whose number it guesses wrong until it is typed. */
export function burstKeys(nth: number): string[] {
  return [...`net${digits(nth)} = `];
}

function digits(nth: number): string {
  return String(nth).padStart(2, "0");
}

function field(nth: number): string {
  return fields[nth % fields.length] ?? "";
}
