// Calls the candidate with a formula, or with a long one that is made here from `deep` or `flat`.
import { {{entryName}} } from "./solution.mjs";

export function run(text, variables) {
  if (text === "deep") {
    return {{entryName}}("(".repeat(variables.count) + "x" + " + 2)".repeat(variables.count), { x: variables.x });
  }
  if (text === "flat") return {{entryName}}(`0${" + -x - -x + 1".repeat(variables.count)}`, { x: variables.x });
  return {{entryName}}(text, variables);
}
