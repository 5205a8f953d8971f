// What a person types into the calculator, read as numbers: a sentence for each field that cannot be read, and inputs only
// when every field can. Knows no markup.
import type { EconomicsInputs } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { shownLanguage } from "../../language.ts";

export const fieldNames = [
  "seatPerMonth",
  "users",
  "gpus",
  "gpuHour",
  "hoursPerMonth",
  "operationsPercent",
] as const;
export type FieldName = (typeof fieldNames)[number];
/** As typed. */
export type Entered = Record<FieldName, string>;

export type Field = { label: () => string; unit: () => string };
export const fields: Record<FieldName, Field> = {
  seatPerMonth: { label: () => t("Hosted seat"), unit: () => t("USD per user and month") },
  users: { label: () => t("Users"), unit: () => t("people with a seat") },
  gpus: { label: () => t("GPUs"), unit: () => t("running all the time") },
  gpuHour: { label: () => t("Price of a GPU"), unit: () => t("USD per GPU-hour") },
  hoursPerMonth: { label: () => t("Hours"), unit: () => t("per month") },
  operationsPercent: { label: () => t("Operations"), unit: () => t("% of the hardware on top") },
};

export type ReadInputs = {
  problems: Partial<Record<FieldName, string>>;
  /** Undefined while there is a problem. */
  read: { inputs: EconomicsInputs; users: number } | undefined;
};

/** The published inputs, and so many users as the published run says it takes. */
export function enteredFrom(inputs: EconomicsInputs, users: number): Entered {
  return {
    seatPerMonth: String(inputs.seatPerMonth),
    users: String(users),
    gpus: String(inputs.gpus),
    gpuHour: String(inputs.gpuHour),
    hoursPerMonth: String(inputs.hoursPerMonth),
    // 0.07 · 100 is 7.000000000000001.
    operationsPercent: String(Number((inputs.operationsShare * 100).toPrecision(12))),
  };
}

/** `No result until GPUs and Users can be read.` */
export function withheldText(problems: ReadInputs["problems"]): string {
  const labels = fieldNames.flatMap((name) => (problems[name] ? [fields[name].label()] : []));
  const list = new Intl.ListFormat(shownLanguage()).format(labels);
  return t("No result until {0} can be read.", list);
}

export function readInputs(entered: Entered): ReadInputs {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const name of fieldNames) {
    const problem = problemOf(name, entered[name]);
    if (problem !== undefined) problems[name] = problem;
  }
  if (Object.keys(problems).length > 0) return { problems, read: undefined };
  const inputs: EconomicsInputs = {
    seatPerMonth: Number(entered.seatPerMonth),
    gpus: Number(entered.gpus),
    gpuHour: Number(entered.gpuHour),
    hoursPerMonth: Number(entered.hoursPerMonth),
    operationsShare: Number(entered.operationsPercent) / 100,
  };
  return { problems, read: { inputs, users: Number(entered.users) } };
}

type Limits = { least: number; most: number; isWhole?: boolean };
const above0 = Number.MIN_VALUE;
const limits: Record<FieldName, Limits> = {
  seatPerMonth: { least: above0, most: 100_000 },
  users: { least: 1, most: 10_000_000, isWhole: true },
  gpus: { least: 1, most: 100_000, isWhole: true },
  gpuHour: { least: above0, most: 100_000 },
  hoursPerMonth: { least: above0, most: 744 },
  operationsPercent: { least: 0, most: 10_000 },
};

/** What to do about it; the field's label stands above. */
function problemOf(name: FieldName, text: string): string | undefined {
  const { least, most, isWhole = false } = limits[name];
  const trimmed = text.trim();
  if (trimmed === "") return t("Enter a number.");
  // A comma may mean a decimal point or thousands: asking is better than guessing.
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed))
    return t("Enter a number such as {0}, without comma or unit.", isWhole ? "1000" : "2.49");
  const value = Number(trimmed);
  if (value < least) {
    return least === above0
      ? t("Enter a number above 0.")
      : t("Enter a number of at least {0}.", least);
  }
  if (value > most) return t("Enter at most {0}.", most);
  if (isWhole && !Number.isInteger(value)) return t("Enter a whole number.");
  return undefined;
}
