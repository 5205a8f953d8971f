// The editor's language for what a model writes behind a fence, such as `ts` or `python title="x"`. Pure.

/** Where the usual name is not VS Code's own. */
const languageIds: Readonly<Record<string, string>> = {
  bash: "shellscript",
  "c#": "csharp",
  "c++": "cpp",
  cs: "csharp",
  docker: "dockerfile",
  golang: "go",
  h: "c",
  hpp: "cpp",
  js: "javascript",
  jsx: "javascriptreact",
  kt: "kotlin",
  make: "makefile",
  md: "markdown",
  mjs: "javascript",
  ps1: "powershell",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "shellscript",
  shell: "shellscript",
  ts: "typescript",
  tsx: "typescriptreact",
  yml: "yaml",
  zsh: "shellscript",
};

export function blockLanguage(info: string, known: readonly string[]): string {
  const [name = ""] = /^[\w+#.-]+/.exec(info.trim().toLowerCase()) ?? [];
  const id = Object.hasOwn(languageIds, name) ? (languageIds[name] ?? name) : name;
  return known.includes(id) ? id : "plaintext";
}
