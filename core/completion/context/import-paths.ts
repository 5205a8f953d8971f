// Reads from a source text what it imports, and says where in the workspace such a file may lie. It knows the usual
// layouts of each language and no build file, touches no file system, and names nothing outside the workspace.
import { languageFamilyOf } from "./language-family.ts";

const mostLines = 300;
const longestLine = 500;
const mostCandidates = 24;

/** Specifiers as written, without those that cannot lie in the workspace for sure; in the order of the text. */
export function importsOf(text: string, languageId: string): string[] {
  const family = languageFamilyOf(languageId);
  if (family === undefined) return [];
  const lines = firstLines(text);
  return [...new Set(readers[family](lines))];
}

/** Workspace-relative paths to try, the most likely first. `fromPath` is the importing file. */
export function candidatePaths(specifier: string, fromPath: string, languageId: string): string[] {
  const family = languageFamilyOf(languageId);
  if (family === undefined) return [];
  const from = fromPath.replaceAll("\\", "/").split("/").slice(0, -1);
  const paths = finders[family](specifier, from, fromPath).flatMap((path) => normalised(path) ?? []);
  return [...new Set(paths)].filter((path) => path !== fromPath).slice(0, mostCandidates);
}
