// The languages that code blocks are highlighted in, under the names that models write after a fence. Only these
// grammars are bundled; any other name is shown as written and left uncoloured.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { t } from "../../words.ts";

const grammars = {
  bash: [bash, "Shell"],
  c: [c, "C"],
  cpp: [cpp, "C++"],
  csharp: [csharp, "C#"],
  css: [css, "CSS"],
  diff: [diff, "Diff"],
  go: [go, "Go"],
  java: [java, "Java"],
  javascript: [javascript, "JavaScript"],
  json: [json, "JSON"],
  python: [python, "Python"],
  rust: [rust, "Rust"],
  sql: [sql, "SQL"],
  typescript: [typescript, "TypeScript"],
  xml: [xml, "XML"],
  yaml: [yaml, "YAML"],
} as const;

type Grammar = keyof typeof grammars;

const grammarNames = Object.keys(grammars) as Grammar[]; // The keys of the literal above.
for (const name of grammarNames) hljs.registerLanguage(name, grammars[name][0]);
hljs.registerAliases(["javascriptreact"], { languageName: "javascript" });
hljs.registerAliases(["typescriptreact"], { languageName: "typescript" });
hljs.registerAliases(["shellscript", "shell", "console"], { languageName: "bash" });
hljs.registerAliases(["python3"], { languageName: "python" });
hljs.registerAliases(["vue", "svelte"], { languageName: "xml" });

const shells = /^(?:powershell|pwsh|ps1?|cmd|bat|batch|fish|nu|nushell|ksh|dash)$/i;

/** Whether a block is something to type into a terminal. */
export function isShell(info: string): boolean {
  const name = /^[^\s{:,]+/.exec(info)?.[0] ?? "";
  return shells.test(name) || languageOf(info).grammar === "bash";
}

export type Language = {
  /** Undefined when there is no grammar for it. */
  grammar?: Grammar;
  label: string;
};

/** Reads the info string of a fence, e.g. `ts` or `python title="x.py"`. */
export function languageOf(info: string): Language {
  const name = /^[^\s{:,]+/.exec(info)?.[0] ?? "";
  if (name === "") return { label: t("Text") };
  const known = hljs.getLanguage(name.toLowerCase())?.name;
  const grammar = grammarNames.find((key) => hljs.getLanguage(key)?.name === known);
  if (known === undefined || grammar === undefined) return { label: name };
  return { grammar, label: label(name, grammar) };
}

function label(written: string, grammar: Grammar): string {
  if (grammar === "xml" && /^(html|xhtml|svg|vue|svelte)$/i.test(written))
    return written.toUpperCase();
  return grammars[grammar][1];
}

/** The first use of a grammar compiles it, which takes about as long as colouring a page of code. */
export function prepareGrammar(grammar: Grammar): void {
  hljs.highlight("", { language: grammar });
}

/** HTML with only `<span class>` in it, as highlight.js writes it. */
export function highlightedHtml(code: string, grammar: Grammar): string {
  return hljs.highlight(code, { language: grammar, ignoreIllegals: true }).value;
}
