// Which modules a program imports, and which of them come with its language.
import { builtinModules } from "node:module";
import { pythonModules } from "./python-modules.ts";
import { type Source, spanFrom } from "./source.ts";

/** As written, without the names taken from them. */
export function importsOf({ code, masked, language, spans }: Source): string[] {
  switch (language) {
    case "python":
      return [
        ...[...masked.matchAll(/^[ \t]*import[ \t]+([^\n]+)/gm)].flatMap(([, list = ""]) =>
          list.split(/[,;]/).map((part) => part.trim().split(/\s/)[0] ?? ""),
        ),
        ...[...masked.matchAll(/^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b/gm)].map(
          ([, name = ""]) => name,
        ),
      ];
    case "javascript":
    case "typescript":
      return quotedBehind(stringsOf(code, spans), masked, /\b(?:from|import|require)\s*\(?\s*$/);
    case "go":
      return goImports(code, masked, spans);
    case "rust":
      return [
        ...masked.matchAll(/^[ \t]*(?:pub[ \t]+)?(?:use|extern[ \t]+crate)[ \t]+:{0,2}(\w+)/gm),
      ].map(([, name = ""]) => name);
    case "java":
      return [...masked.matchAll(/^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+)/gm)].map(
        ([, name = ""]) => name,
      );
    default:
      return [];
  }
}

export function isStandard(name: string, { language }: Source): boolean {
  switch (language) {
    case "python":
      return pythonModules.has(name.split(".")[0] ?? "");
    case "javascript":
    case "typescript":
      return name.startsWith("node:") || builtinModules.includes(name);
    case "go":
      return name !== "C" && !(name.split("/")[0] ?? "").includes(".");
    case "rust":
      return ["std", "core", "alloc", "crate", "self", "super"].includes(name);
    case "java":
      return /^javax?\./.test(name);
    default:
      return false;
  }
}

type Quoted = { start: number; value: string };

function stringsOf(code: string, spans: Source["spans"]): Quoted[] {
  return spans
    .filter(({ kind }) => kind === "string")
    .map(({ start, end }) => ({ start, value: code.slice(start + 1, end - 1) }));
}

function quotedBehind(quoted: readonly Quoted[], masked: string, before: RegExp): string[] {
  return quoted
    .filter(({ start }) => before.test(masked.slice(Math.max(0, start - 24), start)))
    .map(({ value }) => value);
}

function goImports(code: string, masked: string, spans: Source["spans"]): string[] {
  return [...masked.matchAll(/^import\b[^\n(]{0,200}(?:\([^)]*\))?/gm)].flatMap((match) => {
    const names: string[] = [];
    const end = match.index + match[0].length;
    let span = spanFrom(spans, match.index);
    while (span !== undefined && span.start < end) {
      if (span.kind === "string") names.push(code.slice(span.start + 1, span.end - 1));
      span = spanFrom(spans, span.end);
    }
    return names;
  });
}
