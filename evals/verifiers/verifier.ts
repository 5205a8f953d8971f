// The contract of every verifier: a pure check of the form of a text. It takes time proportional to the text's length and
// never throws, whatever the text is.
import * as z from "zod";
import type { Json } from "../../core/protocol/json.ts";

export type Outcome = {
  ok: boolean;
  /** What was found, in words: shown beside a check that failed. */
  detail: string;
};

export type Verifier = {
  /** Of the arguments a case gives. */
  schema: z.ZodType;
  /** The demand in words. @throws ZodError for arguments of another shape */
  describe(given: Record<string, Json>): string;
  /** @throws ZodError for arguments of another shape */
  check(text: string, given: Record<string, Json>): Outcome;
};

export type Definition<Shape extends z.ZodRawShape> = {
  arguments: Shape;
  describe: (args: z.infer<z.ZodObject<Shape>>) => string;
  check: (text: string, args: z.infer<z.ZodObject<Shape>>) => Outcome;
};

/** Keeps a verifier's arguments and its code together, so that one table can hold all of them. */
export function verifier<Shape extends z.ZodRawShape>(definition: Definition<Shape>): Verifier {
  const schema = z.strictObject(definition.arguments);
  // What a strict object of this shape has parsed is what an object of this shape infers.
  const parsed = (given: unknown) => schema.parse(given) as z.infer<z.ZodObject<Shape>>;
  return {
    schema,
    describe: (given) => definition.describe(parsed(given)),
    check: (text, given) => definition.check(text, parsed(given)),
  };
}

const maxDetail = 300;

export function outcome(ok: boolean, detail: string): Outcome {
  // What is quoted may end in half a character.
  return { ok, detail: detail.slice(0, maxDetail).toWellFormed() };
}

/** `1 word`, `2 words`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Between two bounds; either may be left out. */
export const range = { min: z.int().nonnegative().optional(), max: z.int().positive().optional() };
export type Range = { min?: number | undefined; max?: number | undefined };

export function within(count: number, { min = 0, max = Number.POSITIVE_INFINITY }: Range): boolean {
  return count >= min && count <= max;
}

export function rangeInWords({ min, max }: Range): string {
  if (min !== undefined && min === max) return `exactly ${min}`;
  if (max === undefined) return `at least ${min ?? 0}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}
