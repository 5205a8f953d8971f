// Builds the extension as two files: dist/extension.cjs is what activation runs, dist/extension-later.cjs what an `import()`
// loads, because VS Code's start pays for every byte that it reads and compiles. A source file is in only one of them, so
// that nothing has its state twice: the later file takes from the first one what both need.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { type BuildOptions, type BuildResult, build, type Plugin } from "esbuild";

type Bundle = BuildResult<{ metafile: true }>;

const root = path.resolve(import.meta.dirname, "..");
const startFile = "extension.cjs";
const laterFile = "extension-later.cjs";

export async function buildExtension(
  options: BuildOptions,
): Promise<{ start: Bundle; later: Bundle }> {
  const bundle = (file: string, contents: string, plugins: Plugin[], write = options.write) =>
    build({
      ...options,
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile: `dist/${file}`,
      plugins: [vscodeByName, ...plugins],
      metafile: true,
      // A name of VS Code's API that the list lacks.
      logOverride: { "import-is-undefined": "error" },
      ...(write === undefined ? {} : { write }),
    });
  const loaded = new Set<string>();
  const toLater = [loadLater(loaded)];
  // What the first file holds decides what the second one takes from it, and that decides what the first one hands out.
  const alone = await bundle(startFile, activation(new Set()), toLater, false);
  const shared = new Set<string>();
  const toStart = [takeFromStart(Object.keys(alone.metafile.inputs), shared)];
  const later = await bundle(laterFile, loaders(loaded), toStart);
  return { start: await bundle(startFile, activation(shared), toLater), later };
}

/** In one order whatever esbuild came upon first, so that the same source gives the same bytes; below as well. */
function activation(shared: ReadonlySet<string>): string {
  const files = [...shared].sort();
  const imports = files.map((file, index) => `import * as part${index} from "./${file}";`);
  const parts = files.map((file, index) => `"${file}": part${index},`);
  return `export { activate } from "./extension/extension.ts";
${imports.join("\n")}
export const parts = {
${parts.join("\n")}
};`;
}

function loaders(loaded: ReadonlySet<string>): string {
  const files = [...loaded].sort();
  return files.map((file) => `exports["${file}"] = () => require("./${file}");`).join("\n");
}

/** Turns every `import()` into one from the later file, and notes of what. */
function loadLater(loaded: Set<string>): Plugin {
  return {
    name: "load-later",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path: relative, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const file = fromRoot(resolveDir, relative);
        loaded.add(file);
        return { path: file, namespace: "later" };
      });
      onLoad({ filter: /./, namespace: "later" }, ({ path: file }) => ({
        contents: `module.exports = require("./${laterFile}")["${file}"]();`,
      }));
      onResolve({ filter: /./, namespace: "later" }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** Turns every import of a source that the first file holds into one from there, and notes of what. */
function takeFromStart(early: readonly string[], shared: Set<string>): Plugin {
  return {
    name: "take-from-start",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\..*\.ts$/ }, ({ path: relative, resolveDir }) => {
        const file = fromRoot(resolveDir, relative);
        if (!early.includes(file)) return undefined;
        shared.add(file);
        return { path: file, namespace: "start" };
      });
      onLoad({ filter: /./, namespace: "start" }, ({ path: file }) => ({
        contents: `module.exports = require("./${startFile}").parts["${file}"];`,
      }));
      onResolve({ filter: /./, namespace: "start" }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** `import * as vscode` in a bundle copies all of the API once for every file that says so: 10 ms of every start. */
const vscodeByName: Plugin = {
  name: "vscode-by-name",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === "vscode"
        ? { path: "vscode", external: true }
        : { path: "vscode", namespace: "vscode" },
    );
    onLoad({ filter: /./, namespace: "vscode" }, async () => {
      const types = await readFile(
        path.join(root, "node_modules/@types/vscode/index.d.ts"),
        "utf8",
      );
      const exported = /^\texport (?:abstract )?(?:class|const|enum|function|namespace) (\w+)/gm;
      const names = new Set([...types.matchAll(exported)].map(([, name]) => name));
      return { contents: `export { ${[...names].join(", ")} } from "vscode";` };
    });
  },
};

function fromRoot(folder: string, relative: string): string {
  return path.relative(root, path.resolve(folder, relative)).split(path.sep).join("/");
}
