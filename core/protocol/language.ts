// The programming languages cases may be written in.

export const languages = [
  "python",
  "javascript",
  "typescript",
  "go",
  "rust",
  "java",
  "cpp",
] as const;
export type Language = (typeof languages)[number];
