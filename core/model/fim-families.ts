// The marks by which families of code models are asked to fill in the middle, as strings to be recognised by a
// tokenizer. Only the marks: how a prompt is built from them is the business of inline completion.

export type FimFamily = {
  id: "qwen" | "starcoder" | "deepseek" | "codestral" | "codellama" | "seed" | "glm";
  /** Every mark is one token where the model was trained on it. */
  marks: readonly string[];
};

/** The most common first; the marks tell families apart, not models: Granite and CodeGemma use those of Qwen. */
export const fimFamilies: readonly FimFamily[] = [
  { id: "qwen", marks: ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"] },
  { id: "starcoder", marks: ["<fim_prefix>", "<fim_suffix>", "<fim_middle>"] },
  { id: "deepseek", marks: ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"] },
  { id: "codestral", marks: ["[PREFIX]", "[SUFFIX]"] },
  { id: "codellama", marks: ["▁<PRE>", "▁<SUF>", "▁<MID>"] },
  { id: "seed", marks: ["<[fim-prefix]>", "<[fim-suffix]>", "<[fim-middle]>"] },
  { id: "glm", marks: ["<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"] },
];
