// How the languages that run from source import: TypeScript with JavaScript, and Python.
import { type ImportLanguage, joined, type Origin, upwards } from "./import-language.ts";

const specifier = /(?:\bfrom|^\s*import|\b(?:require|import)\s*\()\s*["']([^"']+)["']/g;
const commentLine = /^\s*(?:\/\/|\*|\/\*)/;

/** An ending that a compiler writes, and what it may have been in the source. */
const sourceEndings: Record<string, readonly string[]> = {
  js: ["ts", "tsx", "d.ts", "js"],
  jsx: ["tsx", "jsx"],
  mjs: ["mts", "mjs"],
  cjs: ["cts", "cjs"],
};
const codeEnding = /\.(?:[cm]?ts|tsx|vue|svelte)$/;
const assetEnding =
  /\.(?:css|scss|sass|less|svg|png|jpe?g|gif|webp|ico|woff2?|json5?|ya?ml|html?|md|mdx|wasm|txt|node|graphql|gql)$/;

export const scriptImports: ImportLanguage = {
  read: (lines) =>
    lines
      .filter((line) => !commentLine.test(line))
      .flatMap((line) => [...line.matchAll(specifier)].map(([, name = ""]) => name)),
  find: (specifier, origin) =>
    basesOf(specifier, origin).flatMap((base) => withEndings(base, origin.languageId)),
};

function basesOf(specifier: string, { folder }: Origin): string[] {
  if (/^\.\.?(?:\/|$)/.test(specifier)) return [joined(folder, specifier)];
  // The two customary names for a project's own sources; anything else is a package.
  const [, rest] = /^[@~]\/(.+)$/.exec(specifier) ?? [];
  return rest === undefined ? [] : [joined("src", rest), rest];
}

function withEndings(base: string, languageId: string): string[] {
  if (codeEnding.test(base)) return [base];
  if (assetEnding.test(base)) return [];
  const [, stem, ending = ""] = /^(.*)\.([cm]?jsx?)$/.exec(base) ?? [];
  const sources = sourceEndings[ending];
  if (stem !== undefined && sources !== undefined) {
    return sources.map((source) => `${stem}.${source}`);
  }
  const endings = languageId.startsWith("javascript")
    ? ["js", "jsx", "mjs", "ts", "tsx"]
    : ["ts", "tsx", "d.ts", "js", "jsx"];
  return [...endings, ...endings.map((one) => `/index.${one}`)].map((one) =>
    one.startsWith("/") ? `${base}${one}` : `${base}.${one}`,
  );
}

const longestList = 30;

export const pythonImports: ImportLanguage = {
  read: (lines) =>
    lines.flatMap((line, index) => {
      const [, module, names = ""] = /^\s*from\s+([.\w]+)\s+import\s+(.*)$/.exec(line) ?? [];
      if (module !== undefined) {
        return modulesOf(module, namesOf(closedList(names, lines, index)));
      }
      const [, modules] = /^\s*import\s+([\w.][^#;]*)/.exec(line) ?? [];
      return modules === undefined ? [] : namesOf(modules);
    }),
  find(specifier, { folder }) {
    const [, dots = "", name = ""] = /^(\.*)(.*)$/.exec(specifier) ?? [];
    const parts = name === "" ? [] : name.split(".");
    if (dots === "") return [...upwards(folder), ["src"]].flatMap((base) => modules(base, parts));
    const levelsUp = dots.length - 1;
    return levelsUp > folder.length
      ? []
      : modules(folder.slice(0, folder.length - levelsUp), parts);
  },
};

/** A name that is imported may be a module itself; classes, in capitals, are not. */
function modulesOf(module: string, names: readonly string[]): string[] {
  const stem = module.endsWith(".") ? module : `${module}.`;
  const submodules = names.filter((name) => /^[a-z]/.test(name)).map((name) => `${stem}${name}`);
  return module.endsWith(".") ? [...submodules, module] : [module, ...submodules];
}

function closedList(names: string, lines: readonly string[], index: number): string {
  if (!names.startsWith("(") || names.includes(")")) return names;
  const more = lines.slice(index + 1, index + 1 + longestList);
  const end = more.findIndex((line) => line.includes(")"));
  return [names, ...more.slice(0, end + 1)].map((line) => line.split("#")[0]).join(" ");
}

function namesOf(list: string): string[] {
  const [code = ""] = list.split("#");
  return code
    .replace(/[()]/g, " ")
    .split(",")
    .map((name) => name.trim().split(/\s/)[0] ?? "")
    .filter((name) => /^[\w.]+$/.test(name));
}

function modules(base: readonly string[], parts: readonly string[]): string[] {
  const package_ = joined(base, parts, "__init__.py");
  return parts.length === 0 ? [package_] : [`${joined(base, parts)}.py`, package_];
}
