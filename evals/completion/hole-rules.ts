// What tells bodies, blocks and calls from everything else with brackets, language by language, on masked lines. Knows no
// grammar: what it is not sure of is no hole.
import type { Lexis } from "./mask.ts";

export type HoleRules = {
  /** Lines that end with the bracket of a block. */
  block: RegExp;
  /** Lines that end with the bracket of a function. */
  functionHead: RegExp;
  /** What stands before a bracket that holds parameters and no arguments. */
  definitionHead: RegExp;
  /** What stands behind the bracket that closes parameters. */
  definitionTail: RegExp;
  /** Brackets often stand on a line of their own, below what they belong to. */
  hasBracketsBelow?: true;
};

const scriptBlock = /^\s*(?:\}\s*)?(?:if|else|for|while|do|try|catch|finally|switch|select)\b/;
/** What a bracket holds behind `(`, `,` or `:` are parameters taken apart or types. */
const scriptFunction =
  /\bfunc(?:tion)?\b.*[^(,[:\s]\s*\{$|=>\s*\{$|^\s*(?:(?:export|public|private|protected|static|async|override|get|set)\s+)*[\w$#]+\s*(?:<[^>]*>)?\(.*\)[^=;]*\{$|^\s*\)[^=;]*\{$/;

const curlyBlock =
  /^\s*(?:\}\s*)?(?:if|else|for|foreach|while|do|try|catch|finally|switch|synchronized|using|lock|unsafe)\b/;
/** A name with parameters behind a type or a modifier, or a lambda; no type and no expression. */
const curlyFunction =
  /^(?!\s*(?:.*\b(?:class|struct|union|enum|record|interface|namespace|switch|return|new|throw|extern)\b)).*[\w>\])&*]\s+[\w:~*&]+\([^=;]*\)[^=;()]*\{$|(?:->|=>)\s*\{$|\[[^\]]*\]\s*\([^)]*\)\s*(?:mutable\s*)?\{$/;
const curlyDefinition: Pick<HoleRules, "definitionHead" | "definitionTail"> = {
  // A declaration (`int add`), an annotation, an attribute, the preprocessor, or a type with parts in brackets.
  definitionHead:
    /^(?!\s*(?:return|throw|new|await|yield|else|co_return|co_await|co_yield|case)\b)[\w<>[\],.?&*:@ \t]*[\w>\]&*?][\s&*]+[\w:~]+$|@[\w.]+$|\[\s*[\w.]+$|^\s*#|\b(?:record|class|struct|enum|decltype|alignas|noexcept|explicit|operator)\b[^(]*$/,
  definitionTail: /^\s*(?:\{|:|const\b|throws\b|override\b|noexcept\b|where\b|=>|->|$)/,
};
const curly: HoleRules = { block: curlyBlock, functionHead: curlyFunction, ...curlyDefinition };

/** Python's bodies are told by their indentation. */
const nothing = /(?!)/;

export const holeRules: Record<Lexis, HoleRules> = {
  javascript: {
    block: scriptBlock,
    functionHead: scriptFunction,
    // A method's parameters, a signature's, or an arrow function's.
    definitionHead: /\bfunction\b[^(]*$/,
    definitionTail: /^\s*(?:\{|:|=>)/,
  },
  python: {
    block: nothing,
    functionHead: nothing,
    definitionHead: /^\s*(?:async\s+)?(?:def|class)\b[^(]*$/,
    definitionTail: nothing,
  },
  go: {
    block: scriptBlock,
    functionHead: scriptFunction,
    definitionHead: /^\s*func\b|^\t\w+$/,
    definitionTail: /^\s*(?:\{|\()/,
  },
  java: curly,
  csharp: { ...curly, hasBracketsBelow: true },
  cpp: { ...curly, hasBracketsBelow: true },
  rust: {
    block: /^\s*(?:\}\s*)?(?:if|else|for|while|loop|match|unsafe)\b/,
    functionHead: /\bfn\s+\w+.*\{$|\|[^|]*\|\s*(?:->[^{]+)?\{$|^\s*\)[^=;]*\{$/,
    // Functions, attributes, visibility, patterns, and the variants of an enum.
    definitionHead:
      /\bfn\b[^(]*$|#!?\[[^\]]*$|\bpub$|\blet\s+[^=]*$|\bstruct\b[^(]*$|^\s*(?:pub\s+)?[A-Z]\w*$/,
    definitionTail: /^\s*(?:=>|->|\||if\b)/,
  },
};
