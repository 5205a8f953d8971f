// All groups of the edit corpus.
import { brokenCases } from "./broken.ts";
import { conflictCases } from "./conflicts.ts";
import { dressCases } from "./dress.ts";
import { duplicateCases } from "./duplicates.ts";
import type { EditCase } from "./edit-case.ts";
import { endingCases } from "./endings.ts";
import { endCases } from "./ends.ts";
import { guardCases } from "./guards.ts";
import { indentationCases } from "./indentation.ts";
import { nearMissCases } from "./near-misses.ts";
import { overlapCases } from "./overlaps.ts";
import { unicodeCases } from "./unicode.ts";

export const corpus: Readonly<Record<string, readonly EditCase[]>> = {
  "line endings": endingCases,
  indentation: indentationCases,
  duplicates: duplicateCases,
  Unicode: unicodeCases,
  "near misses": nearMissCases,
  "several blocks": overlapCases,
  ends: endCases,
  "how blocks are dressed": dressCases,
  "no edit": brokenCases,
  "merge conflicts": conflictCases,
  guards: guardCases,
};
