// Verifiers of code in a reply: in its fenced blocks, or in the whole reply when there is none.
import * as z from "zod";
import { escapePattern } from "./escape-pattern.ts";
import { type FoundFunction, functionsIn } from "./functions.ts";
import { declaredNames } from "./identifiers.ts";
import { importsOf, isStandard } from "./imports.ts";
import { codeLanguages } from "./lexis.ts";
import { lineEnd, lineStart, type Source, sourceIn, spanBefore, spanFrom } from "./source.ts";
import { counted, type Outcome, outcome, verifier } from "./verifier.ts";

const language = z.enum(codeLanguages);
const withFunctions = z.enum(["python", "javascript", "typescript", "go", "rust", "java", "cpp"]);
const withImports = z.enum(["python", "javascript", "typescript", "go", "rust", "java"]);

export const noComments = verifier({
  arguments: { language },
  describe: () => "no comments in the code",
  check: (text, { language }) =>
    inSource(sourceIn(text, language), ({ code, spans }) => {
      const first = spans.find(({ kind }) => kind === "comment");
      if (first === undefined) return outcome(true, "no comments");
      return outcome(false, `a comment: ${code.slice(first.start, first.end).slice(0, 80)}`);
    }),
});

export const docstrings = verifier({
  arguments: { language: withFunctions },
  describe: () => "every function has a docstring or a documentation comment",
  check: (text, { language }) =>
    inSource(sourceIn(text, language), (source) => {
      const functions = functionsIn(source).filter((found) => !isConstructor(source, found));
      const bare = functions.find((found) => !isDocumented(source, found));
      if (bare !== undefined) return outcome(false, `${bare.name} has none`);
      return outcome(functions.length > 0, counted(functions.length, "function"));
    }),
});

/** In Java: no type stands before the name. Constructors are no methods, and private ones only forbid `new`. */
function isConstructor({ masked, language }: Source, { name, start, parameters }: FoundFunction) {
  if (language !== "java") return false;
  const before = masked.slice(start, parameters.open).trimEnd().slice(0, -name.length);
  return /^\s*(?:(?:public|private|protected)\s+)?(?:<[^>]{0,80}>\s*)?$/.test(before);
}

function isDocumented(source: Source, { start, parameters }: FoundFunction): boolean {
  const { code, masked, spans, language } = source;
  if (language === "python") {
    // The first statement is a string, behind the colon and perhaps some comments.
    const type = /^\s*->[^:\n]{0,200}/.exec(masked.slice(parameters.end, parameters.end + 220));
    const colon = masked.indexOf(":", parameters.end + (type?.[0].length ?? 0));
    let next = colon < 0 ? undefined : spanFrom(spans, colon);
    while (next?.kind === "comment") next = spanFrom(spans, next.end);
    return next !== undefined && /^\s*[rRuU]?$/.test(masked.slice(colon + 1, next.start));
  }
  const above = aboveDecorators(code, start);
  const comment = spanBefore(spans, above);
  if (comment?.kind !== "comment" || comment.end < lineStart(code, above)) return false;
  const opening = code.slice(comment.start, comment.start + 3);
  if (language === "go") return /^\/[/*]/.test(opening);
  return opening === "/**" || (opening === "///" && language !== "java");
}

/** The end of the line above a head and its decorators or attributes. */
function aboveDecorators(code: string, start: number): number {
  let above = Math.max(0, start - 1);
  while (above > 0 && /^\s*(?:@|#\[)/.test(code.slice(lineStart(code, above), above))) {
    above = Math.max(0, lineStart(code, above) - 1);
  }
  return above;
}

export const identifierStyle = verifier({
  arguments: {
    style: z.enum(["snake_case", "camelCase"]),
    language: z.enum(["python", "javascript", "typescript"]),
  },
  describe: ({ style }) => `variables, functions and parameters in ${style}`,
  check: (text, { style, language }) =>
    inSource(sourceIn(text, language), (source) => {
      const names = declaredNames(source);
      const pattern =
        style === "snake_case" ? /^_*[a-z0-9]+(?:_[a-z0-9]+)*_*$/ : /^[#_$]*[a-z][a-zA-Z0-9]*$/;
      const odd = names.filter((name) => !pattern.test(name));
      return outcome(
        names.length > 0 && odd.length === 0,
        odd.length > 0 ? odd.slice(0, 10).join(", ") : counted(names.length, "name"),
      );
    }),
});

export const forbiddenNames = verifier({
  arguments: { language, names: z.array(z.string()).min(1) },
  describe: ({ names }) => `code without ${names.join(", ")}`,
  check: (text, { language, names }) =>
    inSource(sourceIn(text, language), (source) => {
      const imported = new Set(
        importsOf(source).flatMap((name) => [name, name.replace(/[./].*$/s, "")]),
      );
      const used = names.filter(
        (name) =>
          imported.has(name) ||
          new RegExp(`(?<![\\w$.])${escapePattern(name)}(?![\\w$])`).test(source.masked),
      );
      return outcome(used.length === 0, used.join(", ") || "none of them");
    }),
});

export const standardLibraryOnly = verifier({
  arguments: { language: withImports },
  describe: () => "nothing imported but the standard library",
  check: (text, { language }) =>
    inSource(sourceIn(text, language), (source) => {
      const foreign = importsOf(source).filter((name) => !isStandard(name, source));
      return outcome(foreign.length === 0, foreign.slice(0, 10).join(", ") || "only its own");
    }),
});

export const functionLength = verifier({
  arguments: { language: withFunctions, max: z.int().positive() },
  describe: ({ max }) => `no function longer than ${counted(max, "line")}, its head included`,
  check: (text, { language, max }) =>
    inSource(sourceIn(text, language), (source) => {
      const sized = functionsIn(source).map(({ name, start, end }) => ({
        name,
        size: source.code.slice(start, lineEnd(source.code, end)).split("\n").length,
      }));
      const long = sized.find(({ size }) => size > max);
      if (long !== undefined)
        return outcome(false, `${long.name} has ${counted(long.size, "line")}`);
      return outcome(sized.length > 0, counted(sized.length, "function"));
    }),
});

function inSource(source: Source | undefined, judge: (source: Source) => Outcome): Outcome {
  return source === undefined ? outcome(false, "no code in that language") : judge(source);
}
