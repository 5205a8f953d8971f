// The planted defects of the sample workspace: where each is recognised, what is wrong, what is right. All of it is
// data; the code only looks for it in the text it is given and never assumes where a selection begins or ends.
import * as z from "zod";
import planted from "./sample/defects.json" with { type: "json" };

const defectSchema = z.array(
  z.strictObject({
    /** The function it sits in; also the name of its answers. */
    name: z.string(),
    path: z.string(),
    severity: z.enum(["critical", "major", "minor"]),
    /** Any of these in a selection says that it is about this function. */
    marks: z.array(z.string()),
    wrong: z.string(),
    right: z.string(),
  }),
);

export type Defect = z.infer<typeof defectSchema>[number];

export const defects: readonly Defect[] = defectSchema.parse(planted);

/** The functions a piece of code touches, in the order of the file. */
export function functionsIn(code: string): Defect[] {
  return defects.filter(({ marks }) => marks.some((mark) => code.includes(mark)));
}

export function isPresent({ wrong, right }: Defect, code: string): boolean {
  return code.includes(wrong) && !code.includes(right);
}

/** The code with every one of these defects mended that it holds completely. */
export function mend(
  code: string,
  wanted: readonly Defect[] = defects,
): { code: string; mended: Defect[] } {
  const mended = wanted.filter((defect) => isPresent(defect, code));
  return {
    code: mended.reduce((text, { wrong, right }) => text.replace(wrong, () => right), code),
    mended,
  };
}

/** How many lines below the start of the code the defect stands. */
export function linesBefore({ wrong }: Defect, code: string): number {
  return code.slice(0, code.indexOf(wrong)).split("\n").length - 1;
}
