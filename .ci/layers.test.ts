// Holds the house together: which folder may import which, no import cycles, no catch-all names, no oversized file.
// It reads import statements as text; it knows nothing about types.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const layers = ["core", "evals", "server", "extension", ".ci"] as const;
type Layer = (typeof layers)[number];

/** What each layer may import; its own folder is always allowed. */
const mayImport: Record<Layer, readonly Layer[]> = {
  core: [],
  evals: ["core"],
  server: ["core", "evals"],
  extension: ["core"],
  ".ci": ["core", "evals", "server", "extension"],
};
/** Features of the extension: they meet in extension.ts and never import each other. */
const features = ["chat", "completion", "fix", "edit", "review", "evals", "models", "doctor"];
const bannedNames = /^(utils?|helpers?|common|shared|lib|types|manager|misc|impl)(\.ts)?$/;
const maxLines = 500;
/** Sources that are data: nobody imports them. */
const dataFolders = ["extension/test/workspaces", "evals/suites", "evals/cheats"];

type SourceFile = { path: string; imports: { target: string; typeOnly: boolean }[]; lines: number };

function listFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const relative = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return entry.name === "node_modules" || dataFolders.includes(relative)
        ? []
        : listFiles(relative);
    }
    return /\.(ts|mjs|js)$/.test(entry.name) ? [relative] : [];
  });
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), "utf8");
  const imports: SourceFile["imports"] = [];
  const statement =
    /^\s*(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
  for (const match of text.matchAll(statement)) {
    const specifier = match[2] ?? match[3] ?? "";
    const target = specifier.startsWith(".")
      ? path.posix.join(path.posix.dirname(file), specifier)
      : specifier;
    imports.push({ target, typeOnly: match[1] !== undefined });
  }
  return { path: file, imports, lines: text.split("\n").length };
}

const sources = layers.flatMap(listFiles).map(readSource);
const layerOf = (file: string) => layers.find((layer) => file.startsWith(`${layer}/`));
const isTest = (file: string) => /\.test\.ts$|^extension\/test\/|\/bench\//.test(file);

describe("layers", () => {
  it("import only what the table allows", () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ target }) => {
          const from = layerOf(source.path);
          const to = layerOf(target);
          return from && to && from !== to && !mayImport[from].includes(to);
        })
        .map(({ target }) => `${source.path} imports ${target}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("keep core free of VS Code and of Node", () => {
    const ambient = new Set([...builtinModules, "vscode"]);
    const wrong = sources
      .filter(({ path: file }) => file.startsWith("core/") && !isTest(file))
      .flatMap((source) =>
        source.imports
          .filter(({ target }) => target.startsWith("node:") || ambient.has(target))
          .map(({ target }) => `${source.path} imports ${target}`),
      );
    assert.deepEqual(wrong, []);
  });

  it("let only core/model/client.ts know the OpenAI SDK", () => {
    const wrong = sources.filter(
      ({ path: file, imports }) =>
        file !== "core/model/client.ts" &&
        imports.some(({ target }) => /^openai(\/|$)/.test(target)),
    );
    assert.deepEqual(
      wrong.map((source) => source.path),
      [],
    );
  });

  it("keep VS Code out of everything but the extension host", () => {
    const wrong = sources.filter(
      ({ path: file, imports }) =>
        imports.some(({ target }) => target === "vscode") &&
        (!file.startsWith("extension/") || file.startsWith("extension/webview/")),
    );
    assert.deepEqual(
      wrong.map((source) => source.path),
      [],
    );
  });

  it("keep the extension's features apart", () => {
    const featureOf = (file: string) =>
      features.find((name) => file.startsWith(`extension/${name}/`));
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ target }) => {
          const from = featureOf(source.path);
          const to = featureOf(target);
          return from && to && from !== to;
        })
        .map(({ target }) => `${source.path} imports ${target}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("have no import cycle", () => {
    const graph = new Map(
      sources.map((source) => [source.path, source.imports.map(({ target }) => target)]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: string[]): void => {
      if (trail.includes(file)) {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
        return;
      }
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) if (graph.has(next)) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    assert.deepEqual(cycles, []);
  });

  it("import zod as a namespace, because the named import bundles five times as much", () => {
    const wrong = sources.filter(({ path: file }) =>
      /import \{[^}]*\bz\b[^}]*\} from ["']zod["']/.test(
        readFileSync(path.join(root, file), "utf8"),
      ),
    );
    assert.deepEqual(
      wrong.map((source) => source.path),
      [],
    );
  });
});

describe("files", () => {
  it("have names that say what they hold", () => {
    const segments = sources.flatMap(({ path: file }) =>
      file.split("/").map((name) => ({ file, name })),
    );
    assert.deepEqual(
      segments.filter(({ name }) => bannedNames.test(name)).map(({ file }) => file),
      [],
    );
  });

  it(`stay under ${maxLines} lines`, () => {
    const long = sources.filter((source) => source.lines > maxLines && !isTest(source.path));
    assert.deepEqual(
      long.map((source) => `${source.path}: ${source.lines}`),
      [],
    );
  });

  it("import relative files that exist", () => {
    const missing = sources.flatMap((source) =>
      source.imports
        .filter(({ target }) => layerOf(target) && !existsSync(path.join(root, target)))
        .map(({ target }) => `${source.path} imports ${target}`),
    );
    assert.deepEqual(missing, []);
  });
});

describe("the maps", () => {
  for (const map of ["README.md", "ARCHITECTURE.md"]) {
    it(`${map} names only paths that exist`, () => {
      const text = readFileSync(path.join(root, map), "utf8");
      const named = [
        ...text.matchAll(/`((?:core|evals|server|extension|media|\.ci|\.vscode|l10n)\/[\w./-]*)`/g),
      ];
      const missing = named
        .map((match) => match[1] ?? "")
        .filter((name) => !existsSync(path.join(root, name)));
      assert.deepEqual(missing, []);
    });
  }
});
