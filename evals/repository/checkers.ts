// Which programs of this machine say whether a single file compiles, without any other file. They only read what a model
// wrote, and still run nowhere but in the sandbox. TypeScript has none here: its types cannot be checked without its imports.
import type { Language } from "../../core/protocol/language.ts";
import type { SourceFile } from "../completion/source-files.ts";
import { kitOf } from "../languages/kits.ts";
import type { Toolchain } from "../languages/toolchain.ts";

export type Checker = {
  language: Language;
  /** Names the file may have, the likeliest first: some mean other rules. */
  fileNames(file: SourceFile): string[];
  /** `path` is the file's in the sandbox. Exit code 0 means that it compiles. */
  argv(toolchain: Toolchain, path: string, text: string): [string, ...string[]];
};

/** By VS Code's identifier. */
export const checkers: ReadonlyMap<string, Checker> = new Map<string, Checker>([
  [
    "python",
    {
      language: "python",
      fileNames: () => ["checked.py"],
      argv: ({ programs }, path) => [
        programs.python3 ?? "",
        ...["-I", "-S", "-B", "-c", compilePython, path],
      ],
    },
  ],
  [
    "javascript",
    {
      language: "javascript",
      fileNames: ({ path }) =>
        /\.[cm]js$/.test(path)
          ? [`checked${path.slice(-4)}`]
          : // Which of the two a folder's package.json says; the file itself shows it as well.
            ["checked.mjs", "checked.cjs"],
      argv: ({ programs }, path) => [programs.node ?? "", "--check", path],
    },
  ],
  [
    "go",
    {
      language: "go",
      fileNames: () => ["checked.go"],
      argv: ({ programs }, path, text) => [
        programs.compile ?? "",
        ...["-p", packageOf(text), "-complete", "-importcfg", programs.importcfg ?? ""],
        ...["-o", "/tmp/checked.a", path],
      ],
    },
  ],
  [
    "rust",
    {
      language: "rust",
      fileNames: () => ["checked.rs"],
      argv: ({ programs }, path) => [
        programs.rustc ?? "",
        ...["--edition", "2021", "--crate-type", "lib", "--emit", "metadata"],
        ...["--cap-lints", "allow", "-o", "/tmp/checked.rmeta", path],
      ],
    },
  ],
  [
    "java",
    {
      language: "java",
      // A public class has to be called like its file.
      fileNames: ({ path }) => [/[\w$]+\.java$/.exec(path)?.[0] ?? "Checked.java"],
      argv: ({ programs }, path) => [
        programs.javac ?? "",
        ...["-J-Xmx512m", "-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1"],
        // No annotation processors, and no other source is looked for.
        ...["-proc:none", "-implicit:none", "-nowarn", "-encoding", "UTF-8"],
        ...["-sourcepath", "/tmp/none", "-cp", "/tmp/none", "-d", "/tmp/checked", path],
      ],
    },
  ],
  ["cpp", compiledAs("c++", "-std=c++20")],
  ["c", compiledAs("c", "-std=gnu17")],
]);

/** What has to be there beside the compiler itself. @throws when it cannot be made, the signal's reason */
export function preparedFor(toolchain: Toolchain, signal: AbortSignal): Promise<Toolchain> {
  const { prepare } = kitOf(toolchain.language);
  // Only Go cannot do without: the archives of its standard library.
  return toolchain.language === "go" && prepare !== undefined
    ? prepare(toolchain, signal)
    : Promise.resolve(toolchain);
}

/** Names and nesting are checked as well, which parsing alone does not do. Nothing is run. */
const compilePython =
  "import sys\ncompile(open(sys.argv[1], 'rb').read(), 'checked.py', 'exec', dont_inherit=True)";

function packageOf(text: string): string {
  return /^\s*package\s+(\w+)/m.exec(text)?.[1] ?? "main";
}

function compiledAs(language: "c++" | "c", standard: string): Checker {
  return {
    language: "cpp",
    fileNames: () => ["checked.source"],
    argv: ({ programs }, path) => [
      programs["c++"] ?? "",
      ...["-fsyntax-only", "-w", standard, "-x", language, path],
    ],
  };
}
