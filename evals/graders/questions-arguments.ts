// Whether a list of arguments that a model wrote fits a function's signature. A wrong type would make any program throw.
import type { Json } from "../../core/protocol/json.ts";

/** Undefined when they fit; else the sentence's end that says which does not. */
export function misfit(args: Json, types: readonly string[]): string | undefined {
  if (!Array.isArray(args)) return "is no list of arguments";
  if (args.length !== types.length) {
    return `has ${args.length} arguments instead of ${types.length}`;
  }
  const wrong = types.findIndex((type, index) => !fits(args[index] ?? null, type));
  return wrong === -1 ? undefined : `has an argument ${wrong + 1} that is no ${types[wrong]}`;
}

function fits(value: Json, type: string): boolean {
  const [, outer, inner = ""] = /^(list|map|optional)<(.+)>$/.exec(type) ?? [];
  switch (outer) {
    case "list":
      return Array.isArray(value) && value.every((item) => fits(item, inner));
    case "map":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((item) => fits(item, inner))
      );
    case "optional":
      return value === null || fits(value, inner);
  }
  switch (type) {
    case "int":
      return Number.isSafeInteger(value);
    case "float":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    default:
      return type === "json";
  }
}
