// How models dress up a block: where they put the path, how they miscount marks, what they write around it.
import { applies, bare, block, type EditCase } from "./edit-case.ts";

const code = "a();\nb();\nc();\n";
const done = "a();\nx();\nc();\n";
const core = bare("b();", "x();");
const fenced = (head: string, info = "ts") => `${head}\`\`\`${info}\n${core}\`\`\`\n`;

/** Each answer changes `b();` to `x();` in src/a.ts. */
const dresses: Readonly<Record<string, string>> = {
  "path in the fence": block("b();", "x();"),
  "path above the fence": fenced("src/a.ts\n"),
  "path above the fence with a blank line": fenced("src/a.ts\n\n"),
  "path above the fence in ticks": fenced("`src/a.ts`\n"),
  "path above the fence in ticks with a colon": fenced("`src/a.ts`:\n"),
  "path above the fence in bold": fenced("**src/a.ts**\n"),
  "path above the fence in bold ticks": fenced("**`src/a.ts`**\n"),
  "path above the fence in bold with a colon inside": fenced("**src/a.ts:**\n"),
  "path above the fence with a colon": fenced("src/a.ts:\n"),
  "path as a heading": fenced("### src/a.ts\n\n"),
  "path as a heading in ticks": fenced("## `src/a.ts`\n"),
  "path as a list item": fenced("1. `src/a.ts`\n"),
  "path as a bullet": fenced("- src/a.ts\n"),
  "path with a label": fenced("File: src/a.ts\n"),
  "path with a label in bold": fenced("**File:** `src/a.ts`\n"),
  "path as a link": fenced("[src/a.ts](src/a.ts)\n"),
  "path at the end of a sentence": fenced("Change the call in `src/a.ts`:\n\n"),
  "path after the language": fenced("", "ts src/a.ts"),
  "path instead of the language": fenced("", "src/a.ts"),
  "path after the language and a colon": fenced("", "ts:src/a.ts"),
  "path as path=": fenced("", "ts path=src/a.ts"),
  "path as title in quotes": fenced("", 'ts title="src/a.ts"'),
  "path as filename": fenced("", "typescript filename=src/a.ts"),
  "path in a comment in the fence": `\`\`\`ts\n// src/a.ts\n${core}\`\`\`\n`,
  "path in a hash comment in the fence": `\`\`\`\n# src/a.ts\n${core}\`\`\`\n`,
  "path in a fence of its own": `\`\`\`\nsrc/a.ts\n\`\`\`\n${fenced("")}`,
  "path behind the first mark": `\`\`\`\n${core.replace("SEARCH", "SEARCH src/a.ts")}\`\`\`\n`,
  "path with a dot at its start": block("b();", "x();", "./src/a.ts"),
  "path with backslashes": block("b();", "x();", "src\\a.ts"),
  "path with backslashes and a dot": block("b();", "x();", ".\\src\\a.ts"),
  "path with a doubled slash": block("b();", "x();", "src//a.ts"),
  "no fence": `src/a.ts\n${core}`,
  "no fence, prose around": `Here you are.\n\nsrc/a.ts\n${core}\nThat is all.\n`,
  "fence of tildes": `~~~ts\nsrc/a.ts\n${core}~~~\n`,
  "fence of four ticks": `\`\`\`\`ts\nsrc/a.ts\n${core}\`\`\`\`\n`,
  "fence that is not closed": `\`\`\`ts\nsrc/a.ts\n${core}`,
  "fence of diff": `src/a.ts\n\`\`\`diff\n${core}\`\`\`\n`,
  "five characters a mark": block("b();", "x();")
    .replaceAll("<<<<<<<", "<<<<<")
    .replaceAll("=======", "=====")
    .replaceAll(">>>>>>>", ">>>>>"),
  "six characters a mark": block("b();", "x();")
    .replaceAll("<<<<<<<", "<<<<<<")
    .replaceAll("=======", "======")
    .replaceAll(">>>>>>>", ">>>>>>"),
  "nine characters a mark": block("b();", "x();")
    .replaceAll("<<<<<<<", "<<<<<<<<<")
    .replaceAll("=======", "=========")
    .replaceAll(">>>>>>>", ">>>>>>>>>"),
  "a different number in each mark": block("b();", "x();")
    .replace("<<<<<<<", "<<<<<<")
    .replace("=======", "=====")
    .replace(">>>>>>>", ">>>>>>>>"),
  "trailing space after the marks": block("b();", "x();")
    .replace("SEARCH", "SEARCH  ")
    .replace("=======", "=======  ")
    .replace("REPLACE", "REPLACE  "),
  "no space in the marks": block("b();", "x();")
    .replace("< SEARCH", "<SEARCH")
    .replace("> REPLACE", ">REPLACE"),
  "no line ending at the end of the answer": block("b();", "x();").trimEnd(),
  "no line ending after the last mark": `src/a.ts\n${core}`.trimEnd(),
  CRLF: block("b();", "x();").replaceAll("\n", "\r\n"),
  "in a list item": `1. Change it:\n\n${block("b();", "x();").replace(/^(?=.)/gm, "   ")}\n2. Done.\n`,
  "in a list item, deep": `- a\n  - b\n\n${block("b();", "x();").replace(/^(?=.)/gm, "      ")}`,
  "in a list item, in tabs": `- Change it:\n\n${block("b();", "x();").replace(/^(?=.)/gm, "\t")}`,
  "marks indented, content not": block("b();", "x();").replace(/^(?=[<=>]{7})/gm, "  "),
  "prose before and after": `I found it.\n\n${block("b();", "x();")}\nIt was wrong.\n`,
  "prose that speaks of other files": `Like \`src/b.ts\` and \`src/c.ts\`.\n\n${block("b();", "x();")}`,
  "another code block before it": `Before:\n\n\`\`\`ts\nb();\n\`\`\`\n\nAfter:\n\n${block("b();", "x();")}`,
  "a thought before it": `<think>\nMaybe b is wrong.\n</think>\n\n${block("b();", "x();")}`,
  "a thought with a block in it": `<think>\n${block("a();", "y();")}</think>\n${block("b();", "x();")}`,
  "a thought with half a block in it": `<think>\nsrc/a.ts\n<<<<<<< SEARCH\na();\n</think>\n${block("b();", "x();")}`,
  "a thought whose opening is missing": `Maybe a.\n${block("a();", "y();")}</think>\n\n${block("b();", "x();")}`,
  "a thought whose opening is missing, with half a block": `src/a.ts\n<<<<<<< SEARCH\na();\n</think>\n${block("b();", "x();")}`,
  "a thought and the path on one line": `<think>Short.</think>src/a.ts\n${core}`,
  "two thoughts": `<think>One.</think>\n<think>Two.\n</think>\n${block("b();", "x();")}`,
  "a sentence about the tag": `The \`<think>\` tag is fine.\n\n${block("b();", "x();")}`,
};

export const dressCases: EditCase[] = [
  ...Object.entries(dresses).map(([name, answer]) => applies(name, code, answer, done)),
  applies(
    "a think tag in the code",
    "<think>\na\n</think>\n",
    block("<think>\na\n</think>", "<think>\nb\n</think>"),
    "<think>\nb\n</think>\n",
  ),
  applies(
    "fences in the code",
    "# A\n```ts\na\n```\n",
    `\`\`\`\`md\nsrc/a.ts\n${bare("```ts\na\n```", "```ts\nb\n```")}\`\`\`\`\n`,
    "# A\n```ts\nb\n```\n",
  ),
  applies(
    "fences in the code, fence too short",
    "# A\n```ts\na\n```\n",
    block("```ts\na\n```", "```ts\nb\n```"),
    "# A\n```ts\nb\n```\n",
  ),
  {
    ...applies("a name without an ending", "", "", ""),
    answer: block("a:", "b:", "Makefile"),
    files: { Makefile: "a:\n" },
    texts: { Makefile: "b:\n" },
  },
  {
    ...applies("a name with spaces", "", "", ""),
    answer: block("a", "b", "src/My Cart.ts"),
    files: { "src/My Cart.ts": "a\n" },
    texts: { "src/My Cart.ts": "b\n" },
  },
  {
    ...applies("a name that begins with a dot", "", "", ""),
    answer: block("a", "b", ".gitignore"),
    files: { ".gitignore": "a\n" },
    texts: { ".gitignore": "b\n" },
  },
  {
    ...applies("a name with brackets", "", "", ""),
    answer: block("a", "b", "app/[id]/(shop)/page.tsx"),
    files: { "app/[id]/(shop)/page.tsx": "a\n" },
    texts: { "app/[id]/(shop)/page.tsx": "b\n" },
  },
  {
    ...applies("a name in other letters", "", "", ""),
    answer: block("a", "b", "src/größe.ts"),
    files: { "src/größe.ts": "a\n" },
    texts: { "src/größe.ts": "b\n" },
  },
];
