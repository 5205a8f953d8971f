// How code of a language is commented out and what models call the language, by VS Code's language identifier. Knows no
// grammar: a comment is a token at the start of a line and, where a language has no such token, another at its end.

type Language = { name: string; open: string; close?: string };

const slashes = "//";
const hash = "#";
const dashes = "--";

const languages: Readonly<Record<string, Language>> = {
  bat: { name: "Batchfile", open: "REM" },
  bibtex: { name: "TeX", open: "%" },
  c: { name: "C", open: slashes },
  clojure: { name: "Clojure", open: ";;" },
  coffeescript: { name: "CoffeeScript", open: hash },
  cpp: { name: "C++", open: slashes },
  csharp: { name: "C#", open: slashes },
  css: { name: "CSS", open: "/*", close: "*/" },
  "cuda-cpp": { name: "Cuda", open: slashes },
  dart: { name: "Dart", open: slashes },
  dockerfile: { name: "Dockerfile", open: hash },
  elixir: { name: "Elixir", open: hash },
  erlang: { name: "Erlang", open: "%" },
  fsharp: { name: "F#", open: slashes },
  go: { name: "Go", open: slashes },
  groovy: { name: "Groovy", open: slashes },
  handlebars: { name: "Handlebars", open: "{{!", close: "}}" },
  haskell: { name: "Haskell", open: dashes },
  html: { name: "HTML", open: "<!--", close: "-->" },
  ini: { name: "INI", open: ";" },
  java: { name: "Java", open: slashes },
  javascript: { name: "JavaScript", open: slashes },
  javascriptreact: { name: "JavaScript", open: slashes },
  json: { name: "JSON", open: slashes },
  jsonc: { name: "JSON", open: slashes },
  julia: { name: "Julia", open: hash },
  kotlin: { name: "Kotlin", open: slashes },
  latex: { name: "TeX", open: "%" },
  less: { name: "Less", open: slashes },
  lua: { name: "Lua", open: dashes },
  makefile: { name: "Makefile", open: hash },
  markdown: { name: "Markdown", open: "<!--", close: "-->" },
  matlab: { name: "MATLAB", open: "%" },
  nix: { name: "Nix", open: hash },
  "objective-c": { name: "Objective-C", open: slashes },
  "objective-cpp": { name: "Objective-C++", open: slashes },
  ocaml: { name: "OCaml", open: "(*", close: "*)" },
  pascal: { name: "Pascal", open: slashes },
  perl: { name: "Perl", open: hash },
  php: { name: "PHP", open: slashes },
  powershell: { name: "PowerShell", open: hash },
  proto3: { name: "Protocol Buffer", open: slashes },
  python: { name: "Python", open: hash },
  r: { name: "R", open: hash },
  ruby: { name: "Ruby", open: hash },
  rust: { name: "Rust", open: slashes },
  scala: { name: "Scala", open: slashes },
  scss: { name: "SCSS", open: slashes },
  shellscript: { name: "Shell", open: hash },
  sql: { name: "SQL", open: dashes },
  svelte: { name: "Svelte", open: "<!--", close: "-->" },
  swift: { name: "Swift", open: slashes },
  terraform: { name: "HCL", open: hash },
  tex: { name: "TeX", open: "%" },
  toml: { name: "TOML", open: hash },
  typescript: { name: "TypeScript", open: slashes },
  typescriptreact: { name: "TypeScript", open: slashes },
  vb: { name: "Visual Basic", open: "'" },
  vue: { name: "Vue", open: "<!--", close: "-->" },
  xml: { name: "XML", open: "<!--", close: "-->" },
  yaml: { name: "YAML", open: hash },
  zig: { name: "Zig", open: slashes },
};

/** Empty where the language is not in the table. */
export function languageName(languageId: string): string {
  return find(languageId)?.name ?? "";
}

/** Every line of a text as a comment, without a line end behind the last; `//` where the language is not in the table. */
export function commentedOut(text: string, languageId: string): string {
  const { open, close } = find(languageId) ?? { open: slashes };
  return text
    .split("\n")
    .map((line) => [open, line, close].filter(Boolean).join(" "))
    .join("\n");
}

function find(languageId: string): Language | undefined {
  return Object.hasOwn(languages, languageId) ? languages[languageId] : undefined;
}
