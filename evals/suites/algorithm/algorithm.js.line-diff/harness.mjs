// Calls the candidate with the given lists, or with long ones that are made here: every `period`-th line is replaced.
import { {{entryName}} } from "./solution.mjs";

export function run(before, after) {
  if (typeof before === "number") {
    const lines = Array.from({ length: before }, (_, at) => `line ${at}`);
    return {{entryName}}(lines, lines.map((line, at) => (at % after === 0 ? `new ${at}` : line)));
  }
  const copy = JSON.stringify([before, after]);
  return [{{entryName}}(before, after), copy === JSON.stringify([before, after])];
}
