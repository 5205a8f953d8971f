// How the languages that are compiled import: Go, Rust, Java with Kotlin, and C with C++.
import { type ImportLanguage, joined, type Origin, upwards } from "./import-language.ts";

export const goImports: ImportLanguage = {
  read(lines) {
    let isInBlock = false;
    return lines.flatMap((line) => {
      if (/^import\s*\(/.test(line)) isInBlock = true;
      else if (isInBlock && /^\s*\)/.test(line)) isInBlock = false;
      const pattern = isInBlock
        ? /^\s*(?:[\w.]+\s+)?"([^"]+)"/
        : /^import\s+(?:[\w.]+\s+)?"([^"]+)"/;
      const [, path] = pattern.exec(line) ?? [];
      return path === undefined ? [] : [path];
    });
  },
  /** A package is a folder; by custom its main file bears its name. How long the module's own name is, go.mod knows. */
  find(specifier, { folder }) {
    const parts = specifier.split("/").filter((part) => !/^v\d+$/.test(part));
    const last = parts.at(-1) ?? "";
    const usual = parts[0]?.includes(".") ? 3 : 1;
    const starts = [...parts.keys()].filter((start) => start >= Math.min(usual, parts.length - 1));
    return starts.flatMap((start) =>
      upwards(folder).map((base) => joined(base, parts.slice(start), `${last}.go`)),
    );
  },
};

const visibility = "(?:pub(?:\\([^)]*\\))?\\s+)?";
const modLine = new RegExp(`^\\s*${visibility}mod\\s+(\\w+)\\s*;`);
const useLine = new RegExp(
  `^\\s*${visibility}use\\s+((?:crate|super|self)(?:::\\w+)*)(?:::\\{([^}]*)\\})?`,
);

export const rustImports: ImportLanguage = {
  read: (lines) =>
    lines.flatMap((line) => {
      const [, module] = modLine.exec(line) ?? [];
      if (module !== undefined) return [`self::${module}`];
      const [, path, list] = useLine.exec(line) ?? [];
      if (path === undefined) return [];
      const names = (list ?? "").split(",").map((name) => name.trim());
      const inList = names.filter((name) => /^[a-z]\w*(?:::\w+)*$/.test(name) && name !== "self");
      return [...inList.map((name) => `${path}::${name}`), path];
    }),
  find(specifier, origin) {
    const [anchor = "", ...names] = specifier.split("::");
    const above = names.filter((name) => name === "super").length;
    const base = rustBase(anchor, above, origin);
    const modules = names.filter((name) => /^[a-z_]/.test(name) && name !== "super");
    if (base === undefined) return [];
    // What stands last may be a function of the module before it.
    return [modules, modules.slice(0, -1)]
      .filter((path) => path.length > 0)
      .flatMap((path) => [`${joined(base, path)}.rs`, joined(base, path, "mod.rs")]);
  },
};

/** The folder that holds the modules below `crate`, `self` or `super`. */
function rustBase(anchor: string, above: number, { folder, stem }: Origin) {
  if (anchor === "crate") {
    const source = folder.lastIndexOf("src");
    return source < 0 ? undefined : folder.slice(0, source + 1);
  }
  const own = ["mod", "lib", "main"].includes(stem) ? folder : [...folder, stem];
  const up = above + (anchor === "super" ? 1 : 0);
  return up > own.length ? undefined : own.slice(0, own.length - up);
}

export const jvmImports: ImportLanguage = {
  read: (lines) =>
    lines.flatMap((line) => {
      const [, name = ""] = /^\s*import\s+(?:static\s+)?([\w.]+)/.exec(line) ?? [];
      const parts = name.split(".");
      const type = parts.findIndex((part) => /^[A-Z]/.test(part));
      return type < 0 ? [] : [parts.slice(0, type + 1).join(".")];
    }),
  /** Folders repeat the package, so its first part tells where the sources begin. */
  find(specifier, { folder, languageId }) {
    const parts = specifier.split(".");
    const roots = [...folder.keys()]
      .filter((index) => folder[index] === parts[0])
      .map((index) => folder.slice(0, index));
    const endings = languageId === "kotlin" ? ["kt", "java"] : ["java", "kt"];
    return roots
      .flatMap((root) => [root, root.map((part) => (part === "test" ? "main" : part))])
      .flatMap((root) => endings.map((ending) => `${joined(root, parts)}.${ending}`));
  },
};

export const cImports: ImportLanguage = {
  read: (lines) =>
    lines.flatMap((line) => {
      const [, path] = /^\s*#\s*include\s*"([^"]+)"/.exec(line) ?? [];
      return path === undefined ? [] : [path];
    }),
  find: (specifier, { folder }) => [
    ...upwards(folder).flatMap((base) => [
      joined(base, specifier),
      joined(base, "include", specifier),
    ]),
    joined("src", specifier),
  ],
};
