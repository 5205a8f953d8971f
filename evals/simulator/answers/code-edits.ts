// Changes of code that need no understanding, so that the simulated model can carry them out honestly: rename, insert
// the prepared comment or guard of a sample function, put a comment line above. Works on text alone.

import { functionsIn } from "./sample-defects.ts";
import { sampleCode } from "./sample-texts.ts";

/** `rename a to b`, in words that people use; undefined when it asks for something else. */
export function renameIn(words: string): { from: string; to: string } | undefined {
  const [, from, to] = /\brename\s+`?([\w$]+)`?\s+(?:to|into|as)\s+`?([\w$]+)`?/i.exec(words) ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

export function renamed(code: string, { from, to }: { from: string; to: string }): string {
  return code.replace(
    new RegExp(`(?<![\\w$])${from.replaceAll("$", "\\$")}(?![\\w$])`, "g"),
    () => to,
  );
}

/** Every sample function with its guard behind its signature; the same code where there is none to add. */
export function guarded(code: string): string {
  return inserted(code, "guard", ({ lines, signature }) => {
    const next = lines[signature + 1] ?? "";
    return /^\s*"""/.test(next) ? { at: signature + 2 } : { at: signature + 1 };
  });
}

/** Every sample function with its comment as the language's tools read it, instead of the one that stands there. */
export function documented(code: string): string {
  return inserted(code, "doc", ({ lines, signature, isInside }) => {
    if (isInside) {
      const hasDocstring = /^\s*"""/.test(lines[signature + 1] ?? "");
      return { at: signature + 1, instead: hasDocstring ? 1 : 0 };
    }
    let first = signature;
    while (/^\s*(\/\/|\/\*|\*)/.test(lines[first - 1] ?? "")) first -= 1;
    return { at: first, instead: signature - first };
  });
}

type Spot = { at: number; instead?: number };
type Found = { lines: readonly string[]; signature: number; isInside: boolean };

function inserted(code: string, section: "doc" | "guard", spotFor: (found: Found) => Spot): string {
  let result = code;
  for (const { path, name, marks } of functionsIn(code)) {
    const text = sampleCode(path, `${name}: ${section}`);
    const lines = result.split("\n");
    const signature = lines.findIndex((line) => line.includes(marks[0] ?? ""));
    if (text === undefined || signature < 0) continue;
    const isInside = section === "guard" || text.startsWith('"""');
    const { at, instead = 0 } = spotFor({ lines, signature, isInside });
    const indent = `${indentOf(lines[signature])}${isInside ? stepOf(path) : ""}`;
    const added = text.split("\n").map((line) => (line === "" ? "" : indent + line));
    if (lines.slice(at, at + added.length).join("\n") === added.join("\n")) continue;
    lines.splice(at, instead, ...added);
    result = lines.join("\n");
  }
  return result;
}

/** A comment of these words, above the code and indented like it. */
export function commented(code: string, languageId: string, words: string): string {
  const first = code.split("\n").find((line) => line.trim() !== "");
  const text = words.replace(/\s+/g, " ").trim().slice(0, 100);
  const line = `${indentOf(first)}${commentLine(languageId, `Simulated edit: ${text}`)}`;
  return code === "" ? line : `${line}\n${code}`;
}

const hashed =
  /^(python|ruby|perl|r|shellscript|yaml|toml|dockerfile|makefile|elixir|julia|powershell|plaintext|ignore)$/;

function commentLine(languageId: string, text: string): string {
  if (hashed.test(languageId)) return `# ${text}`;
  if (/^(sql|lua|haskell|ada|vhdl)$/.test(languageId)) return `-- ${text}`;
  if (/^(html|xml|markdown|svg|vue|svelte)$/.test(languageId)) return `<!-- ${text} -->`;
  if (/^(css|scss|less)$/.test(languageId)) return `/* ${text} */`;
  return `// ${text}`;
}

function indentOf(line: string | undefined): string {
  return /^[ \t]*/.exec(line ?? "")?.[0] ?? "";
}

function stepOf(path: string): string {
  if (path.endsWith(".go")) return "\t";
  return path.endsWith(".py") ? "    " : "  ";
}
