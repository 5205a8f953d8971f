// Families that tell files apart by headers in plain text and take the suffix first. Knows their prompts and stops, and
// nothing of how a family is recognised.
import { glmTokens } from "./comment-context.ts";
import type { FimFamily } from "./family.ts";
import { languageName } from "./languages.ts";

/** Other files belong into the prefix, so nothing but the suffix stands before them. */
export const codestral: FimFamily = {
  id: "codestral",
  marks: ["[PREFIX]", "[SUFFIX]"],
  specials: ["[PREFIX]", "[SUFFIX]", "[MIDDLE]", "[INST]", "[/INST]", "<s>", "</s>"],
  stops: ["[PREFIX]", "[SUFFIX]", "\n+++++ "],
  render({ files, path, prefix, suffix }) {
    if (files.length === 0) return `[SUFFIX]${suffix}[PREFIX]${prefix}`;
    const others = files.map((file) => `+++++ ${file.path}\n${withoutLastLineEnd(file.text)}\n\n`);
    return `[SUFFIX]${suffix}[PREFIX]${others.join("")}+++++ ${path}\n${prefix}`;
  },
};

/** CodeGeeX4 was taught to fill in the middle as a turn of chat, so its prompt writes the marks of the turn as well. */
export const codegeex: FimFamily = {
  id: "codegeex",
  marks: ["<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"],
  specials: glmTokens,
  stops: ["<|endoftext|>", "<|user|>"],
  render({ files, path, languageId, prefix, suffix }) {
    const others = files.map(
      (file) => `###REFERENCE:\n###PATH:${file.path}\n${withoutLastLineEnd(file.text)}\n`,
    );
    const header = `###PATH:${path}\n###LANGUAGE:${languageName(languageId)}\n###MODE:BLOCK\n`;
    const middle = `<|code_suffix|>${suffix}<|code_prefix|>${prefix}<|code_middle|>`;
    return `<|user|>\n${others.join("")}${header}${middle}<|assistant|>\n`;
  },
};

function withoutLastLineEnd(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
