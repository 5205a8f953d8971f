// All families of fill-in-the-middle models that Tandem can write prompts for, the most common first.
import { codellama, deepseek, glm, granite, seed } from "./comment-context.ts";
import { type FimFamily, type FimFamilyId, fimFamilyIds } from "./family.ts";
import { codegemma, qwen, starcoder } from "./file-marks.ts";
import { codegeex, codestral } from "./written-headers.ts";

const families: Readonly<Record<FimFamilyId, FimFamily>> = {
  qwen,
  starcoder,
  codellama,
  deepseek,
  codestral,
  granite,
  codegemma,
  glm,
  seed,
  codegeex,
};

export const fimFamilies: readonly FimFamily[] = fimFamilyIds.map((id) => families[id]);

export function familyOf(id: FimFamilyId): FimFamily {
  return families[id];
}
