// Finds the one place of a text that an edit block means, by a ladder of ever more forgiving comparisons, or refuses
// with the reason. A rung is tried only when those above found nothing; a second place on any rung is a refusal.
import type { EditBlock, EditRefusal } from "./change.ts";
import { closestLine } from "./closest-line.ts";
import { isBlank, lineTexts } from "./lines.ts";
import { nearLines } from "./near-lines.ts";
import { refuse } from "./refusal.ts";
import { type Failure, failure, type Located } from "./rung.ts";
import { indexText, type TextIndex } from "./text-index.ts";
import { sameLines, shiftedLines } from "./whole-lines.ts";

export function locate(text: string, block: EditBlock): Located | EditRefusal {
  return locateIn(indexText(text), block);
}

/** The same for a text that several blocks are located in. */
export function locateIn(index: TextIndex, block: EditBlock): Located | EditRefusal {
  const outcomes = [block, ...(block.otherReadings ?? [])].map(({ search, replace }) =>
    locateReading(index, search, replace, block.isIndented ?? false),
  );
  const [located, ...others] = outcomes.filter((outcome) => "rung" in outcome);
  if (located !== undefined && others.length === 0) return located;
  if (outcomes.length > 1) return refuse("ambiguous_divider", { block });
  const failed = outcomes.find((outcome) => "code" in outcome);
  return refuse(failed?.code ?? "no_match", { block, lines: failed?.lines ?? [] });
}

function locateReading(
  index: TextIndex,
  searchText: string,
  replaceText: string,
  isIndented: boolean,
): Located | Failure {
  const sides = { search: lineTexts(searchText), replace: lineTexts(replaceText) };
  if (sides.search.every(isBlank)) return fillEmpty(index, replaceText);
  return (
    sameLines(index, sides, isIndented) ??
    shiftedLines(index, sides) ??
    nearLines(index, sides) ??
    failure("no_match", closestLine(index, sides.search))
  );
}

/** A search for nothing is for a file that has nothing yet. */
function fillEmpty(index: TextIndex, replacement: string): Located | Failure {
  if (index.text !== "") return failure("exists_already", []);
  return { startOffset: 0, endOffset: 0, replacement, rung: "exact" };
}
