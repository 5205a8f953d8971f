// The source files that replays and the quality harness read: three that come with the repository, or any that are named.
import { readFile } from "node:fs/promises";
import path from "node:path";

export type SourceFile = {
  /** As a model may see it. */
  path: string;
  /** VS Code's identifier. */
  languageId: string;
  text: string;
};

const languages: Readonly<Record<string, string>> = {
  ".ts": "typescript",
  ".mts": "typescript",
  ".cts": "typescript",
  ".tsx": "typescriptreact",
  ".js": "javascript",
  ".mjs": "javascript",
  ".cjs": "javascript",
  ".jsx": "javascriptreact",
  ".py": "python",
  ".go": "go",
  ".java": "java",
  ".cs": "csharp",
  ".c": "c",
  ".h": "cpp",
  ".cc": "cpp",
  ".cpp": "cpp",
  ".cxx": "cpp",
  ".hh": "cpp",
  ".hpp": "cpp",
  ".hxx": "cpp",
  ".rs": "rust",
};

/** VS Code's identifier, by the end of the name; undefined for what is no source here. */
export function languageIdOf(file: string): string | undefined {
  const ending = path.extname(file).toLowerCase();
  return Object.hasOwn(languages, ending) ? languages[ending] : undefined;
}

const ownFiles = [
  "../../core/model/answer-fold.ts",
  "sources/inventory.py",
  "sources/limiter.go",
] as const;

/** Without names the repository's own: TypeScript, Python and Go. */
export function readSources(files: readonly string[]): Promise<SourceFile[]> {
  const own = ownFiles.map((file) => path.join(import.meta.dirname, file));
  return Promise.all((files.length > 0 ? files : own).map(readSource));
}

async function readSource(file: string): Promise<SourceFile> {
  const text = await readFile(file, "utf8");
  return {
    // Where the checkout lies is nobody's business, a model's least of all.
    path: path.basename(file),
    languageId: languageIdOf(file) ?? "plaintext",
    text: plain(text),
  };
}

/** As an editor hands it out: without a byte order mark, and with one kind of line end. */
export function plain(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}
