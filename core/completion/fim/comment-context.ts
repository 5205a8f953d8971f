// Families without a mark for files: excerpts of other files stand as comments before the prefix. Knows their prompts and
// stops, and nothing of how a family is recognised.
import type { FimFamily, FimParts } from "./family.ts";
import { commentedOut } from "./languages.ts";

/**
 * Its tokens are spelled with a leading `▁`, which is how its tokenizer writes a space: hence the spaces in the prompt.
 * Without the space they are text, such as old HTML, so only `<EOT>` stops. The same goes for `<s>`, a tag of HTML.
 */
export const codellama: FimFamily = {
  id: "codellama",
  marks: ["▁<PRE>", "▁<SUF>", "▁<MID>"],
  specials: ["<PRE>", "<SUF>", "<MID>", "<EOT>", "<s>", "</s>"],
  stops: ["<EOT>"],
  render: (parts) => `<PRE> ${prefixOf(parts)} <SUF>${parts.suffix} <MID>`,
};

const deepseekMarks = ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"] as const;

export const deepseek: FimFamily = {
  id: "deepseek",
  marks: deepseekMarks,
  specials: [
    ...deepseekMarks,
    "<｜begin▁of▁sentence｜>",
    "<｜end▁of▁sentence｜>",
    "<｜User｜>",
    "<｜Assistant｜>",
    "<|EOT|>",
  ],
  stops: ["<｜end▁of▁sentence｜>", ...deepseekMarks],
  render: (parts) => `<｜fim▁begin｜>${prefixOf(parts)}<｜fim▁hole｜>${parts.suffix}<｜fim▁end｜>`,
};

const graniteMarks = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"] as const;

/** Granite 4; it has tokens for file names, but nothing published says how they go with a gap. */
export const granite: FimFamily = {
  id: "granite",
  marks: graniteMarks,
  specials: [
    ...graniteMarks,
    "<|fim_pad|>",
    "<|end_of_text|>",
    "<|filename|>",
    "<|reponame|>",
    "<|start_of_role|>",
    "<|end_of_role|>",
  ],
  stops: ["<|end_of_text|>", ...graniteMarks],
  render: (parts) => `<|fim_prefix|>${prefixOf(parts)}<|fim_suffix|>${parts.suffix}<|fim_middle|>`,
};

/** CodeGeeX4 grew out of GLM-4 and has its tokenizer. */
export const glmTokens: readonly string[] = [
  "<|code_prefix|>",
  "<|code_suffix|>",
  "<|code_middle|>",
  "<|endoftext|>",
  "<|system|>",
  "<|user|>",
  "<|assistant|>",
  "<|observation|>",
  "[gMASK]",
  "<sop>",
  "<eop>",
];

export const glm: FimFamily = {
  id: "glm",
  marks: ["<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"],
  specials: glmTokens,
  stops: ["<|endoftext|>", "<|user|>"],
  render: (parts) =>
    `<|code_prefix|>${prefixOf(parts)}<|code_suffix|>${parts.suffix}<|code_middle|>`,
};

const seedMarks = ["<[fim-prefix]>", "<[fim-suffix]>", "<[fim-middle]>"] as const;
const seedStops = ["<[end▁of▁sentence]>", ...seedMarks, "<[PAD▁TOKEN]>", "<[SEP▁TOKEN]>"];

/** Seed-Coder was trained with the suffix first and in no other order (arXiv 2506.03524, section 2.2). */
export const seed: FimFamily = {
  id: "seed",
  marks: seedMarks,
  specials: [...seedStops, "<[begin▁of▁sentence]>"],
  stops: seedStops,
  render: (parts) => `<[fim-suffix]>${parts.suffix}<[fim-prefix]>${prefixOf(parts)}<[fim-middle]>`,
};

function prefixOf({ files, languageId, prefix }: FimParts): string {
  const comments = files.map(({ path, text }) => {
    const body = text.replace(/\n+$/, "");
    return `${commentedOut(`Path: ${path}${body === "" ? "" : `\n${body}`}`, languageId)}\n`;
  });
  return comments.join("") + prefix;
}
