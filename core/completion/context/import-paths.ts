// Reads from a source text what it imports, and says where in the workspace such a file may lie. It knows the usual
// layouts of each language but no build file, touches no file system, and names nothing outside the workspace.
import { cImports, goImports, jvmImports, rustImports } from "./compiled-imports.ts";
import type { ImportLanguage } from "./import-language.ts";
import { type LanguageFamily, languageFamilyOf } from "./language-family.ts";
import { pythonImports, scriptImports } from "./script-imports.ts";

/** The first lines hold the imports; nothing below is looked at. */
export const importLines = 300;
const longestLine = 500;
const mostCandidates = 24;

const languages: Record<LanguageFamily, ImportLanguage> = {
  script: scriptImports,
  python: pythonImports,
  go: goImports,
  rust: rustImports,
  jvm: jvmImports,
  c: cImports,
};

/** Specifiers in the order of the text, each once; empty for a language that is not known. */
export function importsOf(text: string, languageId: string): string[] {
  const family = languageFamilyOf(languageId);
  return family === undefined ? [] : [...new Set(languages[family].read(firstLines(text)))];
}

/**
 * Workspace-relative paths to try, the most likely first; empty for what can only lie elsewhere. `fromPath` is the
 * importing file.
 */
export function candidatePaths(specifier: string, fromPath: string, languageId: string): string[] {
  const family = languageFamilyOf(languageId);
  if (family === undefined) return [];
  const folder = fromPath.split("/");
  const [stem = ""] = (folder.pop() ?? "").split(".");
  const paths = languages[family]
    .find(specifier, { folder, stem, languageId })
    .flatMap((path) => normalised(path) ?? [])
    .filter((path) => path !== fromPath);
  return [...new Set(paths)].slice(0, mostCandidates);
}

function firstLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (lines.length < importLines && start < text.length) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    lines.push(text.slice(start, Math.min(end, start + longestLine)).trimEnd());
    start = end + 1;
  }
  return lines;
}

/** Without `.` and `..`; undefined for a path that leaves the workspace or is none. */
function normalised(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  const isPath = parts.length > 0 && !/[\\:*?"<>|\0]/.test(path);
  return isPath ? parts.join("/") : undefined;
}
