// Builds every bundle into dist/. `--tests` adds the suite that runs inside VS Code; `--meta` writes bundle metadata.

import { existsSync } from "node:fs";
import { chmod, glob, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { buildExtension } from "./extension/bundle.ts";

const withTests = process.argv.includes("--tests");
const withMeta = process.argv.includes("--meta");

const base = {
  bundle: true,
  minify: true,
  sourcemap: "external",
  sourcesContent: false,
  legalComments: "none",
  loader: { ".md": "text" },
  logLevel: "warning",
  metafile: withMeta,
};

/** The interpreter as WebAssembly and the checker of patterns: a megabyte each, so that bundles share one file. */
const quickJs = "@jitl/quickjs-singlefile-mjs-release-sync";
const recheck = "node_modules/recheck/lib/browser.js";
const readRecheck = `import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
export default brotliDecompressSync(readFileSync(new URL("recheck.br", import.meta.url))).toString();`;
const besideBundles = {
  name: "beside-bundles",
  setup(building) {
    building.onResolve({ filter: new RegExp(`^${quickJs}$`) }, () => ({
      path: "./quickjs.cjs",
      external: true,
    }));
    building.onLoad({ filter: /recheck[\\/]lib[\\/]browser\.js$/ }, () => ({
      contents: readRecheck,
      loader: "js",
    }));
  },
};

/** An import of it would call every getter that it exports, and one of them loads another HTTP client: 30 ms of every start. */
const httpByRequire = {
  name: "http-by-require",
  setup(building) {
    building.onResolve({ filter: /^node:http$/ }, ({ kind }) =>
      kind === "import-statement" ? { path: "http", namespace: "by-require" } : undefined,
    );
    building.onLoad({ filter: /^http$/, namespace: "by-require" }, () => ({
      contents: 'module.exports = require("node:http");',
    }));
  },
};

/** What VS Code's own Node can run. */
const forEditor = {
  ...base,
  platform: "node",
  format: "cjs",
  target: "node22",
  external: ["vscode"],
};
/** The same where sources ask for their own place. */
const besideEditor = {
  ...forEditor,
  external: [],
  define: { "import.meta.url": "tandemModuleUrl", "import.meta.dirname": "__dirname" },
  banner: { js: 'const tandemModuleUrl = require("node:url").pathToFileURL(__filename).href;' },
};
const forBrowser = { ...base, platform: "browser", format: "iife", target: "chrome130" };

/** The command and what it starts beside itself. */
const forNode = {
  ...base,
  platform: "node",
  format: "esm",
  target: "node24",
  // Names stay, for stack traces. Node keeps the text of a bundle several times over: whitespace is 8 MB of an idle gateway.
  minify: false,
  minifyWhitespace: true,
  minifySyntax: true,
  loader: { ...base.loader, ".css": "text" },
  // Native code that pg uses where it is installed.
  external: ["pg-native"],
};
// CommonJS dependencies inside an ESM bundle call require().
const requireBanner =
  'import { createRequire as tandemCreateRequire } from "node:module";\nconst require = tandemCreateRequire(import.meta.url);';

const bundles = [
  {
    ...forBrowser,
    entryPoints: ["extension/webview/chat/main.ts"],
    outfile: "dist/webview/chat.js",
  },
  {
    ...forBrowser,
    entryPoints: ["extension/webview/evals/main.ts"],
    outfile: "dist/webview/evals.js",
  },
  {
    ...forNode,
    entryPoints: ["server/tandem.ts"],
    outfile: "dist/tandem.js",
    banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
    plugins: [besideBundles, httpByRequire],
  },
  {
    ...forNode,
    entryPoints: ["server/store/sqlite/store-worker.ts"],
    outfile: "dist/store-worker.js",
    banner: { js: requireBanner },
  },
  {
    ...besideEditor,
    entryPoints: ["evals/process/main.ts"],
    outfile: "dist/eval.cjs",
    plugins: [besideBundles],
  },
  {
    ...besideEditor,
    entryPoints: ["evals/sandbox/wasm-worker.ts"],
    outfile: "dist/wasm-worker.cjs",
    plugins: [besideBundles],
  },
  {
    ...besideEditor,
    entryPoints: [quickJs],
    outfile: "dist/quickjs.cjs",
    // Its only export is what a CommonJS module is to whoever imports it.
    footer: { js: "module.exports = module.exports.default;" },
  },
];
if (withTests) {
  await rm("dist/test", { recursive: true, force: true });
  bundles.push({
    ...forEditor,
    minify: false,
    entryPoints: [{ in: "extension/test/suite.ts", out: "suite" }, ...(await testsInEditor())],
    outdir: "dist/test",
    outExtension: { ".js": ".cjs" },
    external: ["vscode", "mocha"],
  });
}

await mkdir("dist", { recursive: true });
const { start, later } = await buildExtension(forEditor);
const others = await Promise.all(
  bundles
    .filter(({ entryPoints: [first] }) => first === quickJs || existsSync(first.in ?? first))
    .map(build),
);
if (withMeta) {
  const outputs = Object.assign(
    {},
    ...[start, later, ...others].map(({ metafile }) => metafile.outputs),
  );
  await writeFile("dist/meta.json", JSON.stringify(outputs, null, 2));
}
await packSuites();
await packRecheck();
await linkCommand();

/** The evaluation suite as one file beside the bundles: texts by path, as evals/cases/built-in-suite.ts reads them. */
async function packSuites() {
  const entries = await readdir("evals/suites", { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = names
    .sort()
    .map(async (name) => [
      path.relative("evals/suites", name).split(path.sep).join("/"),
      await readFile(name, "utf8"),
    ]);
  await writeFile("dist/suites.json", JSON.stringify(Object.fromEntries(await Promise.all(texts))));
}

/** A third of it is left; reading it back takes milliseconds. */
async function packRecheck() {
  const text = await readFile(recheck);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  await writeFile("dist/recheck.br", brotliCompressSync(text, { params }));
}

/** One bundle a file, because the extension host strips no types; suite.ts finds them in dist/test. */
async function testsInEditor() {
  const files = await Array.fromAsync(glob("extension/**/*.vscode.test.ts"));
  return files.map((file) => ({
    in: file,
    out: path.relative("extension", file).replace(/\.ts$/, ""),
  }));
}

/** npx keeps a link only while the target is executable, and a rebuild loses both. */
async function linkCommand() {
  if (!existsSync("dist/tandem.js")) return;
  await chmod("dist/tandem.js", 0o755);
  const link = "node_modules/.bin/tandem";
  await rm(link, { force: true });
  await symlink(path.relative(path.dirname(link), "dist/tandem.js"), link);
}
