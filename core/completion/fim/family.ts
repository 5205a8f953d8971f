// What a family of fill-in-the-middle models is to Tandem: how its prompt is written and where its answers end.

export const fimFamilyIds = [
  "qwen",
  "starcoder",
  "codellama",
  "deepseek",
  "codestral",
  "granite",
  "codegemma",
  "glm",
  "seed",
  "codegeex",
] as const;
export type FimFamilyId = (typeof fimFamilyIds)[number];

export type FimFile = { path: string; text: string };

export type FimParts = {
  /** Name of the repository or workspace; used where a family has a mark for it. */
  repository: string;
  /** Excerpts of other files, most stable first. */
  files: readonly FimFile[];
  /** The file that is being edited. */
  path: string;
  languageId: string;
  prefix: string;
  suffix: string;
};

export type FimFamily = {
  id: FimFamilyId;
  /** The tokens that tell the family's tokenizer from others: each is one token id where the model knows it. */
  marks: readonly string[];
  /** Every token with a meaning to the model that must not come from a file: neutralised in all parts. */
  specials: readonly string[];
  /** Text at which generation stops. Nothing that code may hold: special tokens also end it by their ids. */
  stops: readonly string[];
  /** The one string to post as `prompt`; parts must be neutralised already. */
  render(parts: FimParts): string;
};
