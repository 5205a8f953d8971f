// The prepared texts about the sample workspace: one Markdown file of sections for each of its files. Decides nothing.

import { codeBlocks } from "../../../core/edit/code-blocks.ts";
import cart from "./sample/cart.md";
import elsewhere from "./sample/elsewhere.md";
import sales from "./sample/sales.md";
import stats from "./sample/stats.md";
import { type Sections, sectionsOf } from "./sections.ts";

const sections: Readonly<Record<string, Sections>> = {
  "src/cart.ts": sectionsOf(cart),
  "reports/sales.py": sectionsOf(sales),
  "worker/stats.go": sectionsOf(stats),
};

/** Where the tests of each file belong. */
const testFiles: Readonly<Record<string, string>> = {
  "src/cart.ts": "src/cart.test.ts",
  "reports/sales.py": "reports/test_sales.py",
  "worker/stats.go": "worker/stats_test.go",
};

export const sampleFiles: readonly string[] = Object.keys(sections);

/** A section of a file; the text that says who answers where there is none. */
export function sampleText(path: string | undefined, section: string): string {
  return sections[path ?? ""]?.get(section) ?? elsewhere;
}

/** The code of a section that is nothing else. */
export function sampleCode(path: string, section: string): string | undefined {
  return codeBlocks(sections[path]?.get(section) ?? "")[0]?.code.replace(/\n$/, "");
}

export function testFileOf(path: string | undefined): string | undefined {
  return testFiles[path ?? ""];
}
