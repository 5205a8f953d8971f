// Words in a message that make the simulated model answer in a way that a test has to see: verbatim text, prose, a broken
// block, thoughts. They work wherever they stand, also in code that is shown. Knows nothing of the sample workspace.

import type { ScriptedAnswer } from "../generation/answer.ts";
import { commented } from "./code-edits.ts";
import { editBlocks, newFileBlock } from "./edit-blocks.ts";
import { longAnswer } from "./long-answer.ts";
import { type AttachedFile, attachedFiles } from "./selected-code.ts";
import { turnParts } from "./turn-parts.ts";

/** `otherwise` is the answer to the message without its magic word. */
export function magicAnswer(userText: string, otherwise: () => string): ScriptedAnswer | undefined {
  const verbatim = verbatimAnswer(userText);
  if (verbatim !== undefined) return { text: verbatim, spellsMarks: true };
  const [, word, rest = ""] =
    /simulator: (long answer|think aloud|think on|think|prose|half a block|edit)\b(.*)/.exec(
      userText,
    ) ?? [];
  switch (word) {
    case "long answer":
      return { text: longAnswer() };
    case "think":
      return { text: otherwise(), reasoning: thought };
    case "think aloud":
      return { text: `<think>\n${thought}\n</think>\n\n${otherwise()}`, spellsMarks: true };
    case "think on":
      return { text: `<think>\n${thought} It goes on and`, spellsMarks: true };
    case "prose":
      return { text: prose };
    case "half a block":
      return { text: halfBlock(userText) };
    case "edit":
      return { text: editOf(rest.trim(), userText) };
    default:
      return undefined;
  }
}

const thought = "The question asks for the simulated reasoning, so here it is.";
const prose =
  "I would change the condition of the loop, so that it also takes the last element, and leave everything else as it is.";

/** What stands after the line, up to a line that says `simulator: end` or to what was attached. */
function verbatimAnswer(userText: string): string | undefined {
  const [, rest] = /^.*simulator: answer[ \t]*\n([\s\S]*)$/m.exec(userText) ?? [];
  if (rest === undefined) return undefined;
  const [, ended] = /^([\s\S]*?)^.*simulator: end\b/m.exec(rest) ?? [];
  return ended ?? turnParts(rest).words;
}

function editOf(path: string, userText: string): string {
  const file = attachedFiles(userText).find((each) => each.path === path);
  const words = "as the message asked";
  if (file === undefined)
    return newFileBlock({ path, languageId: "", after: `Simulated file, ${words}.` });
  return editBlocks({
    ...file,
    before: file.code,
    after: commented(file.code, file.languageId, words),
  });
}

/** It breaks off in the middle of the new lines. */
function halfBlock(userText: string): string {
  const [file] = attachedFiles(userText);
  const { path, languageId, code }: AttachedFile = file ?? {
    path: "src/cart.ts",
    languageId: "typescript",
    code: "",
  };
  const line = code.split("\n").find((each) => each.trim() !== "") ?? "";
  return [`\`\`\`${languageId}`, path, "<<<<<<< SEARCH", line, "=======", line].join("\n");
}
