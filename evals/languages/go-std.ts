// Go's standard library as compiled archives, so that a program is compiled and linked by two commands that write
// nothing but the program. Made once for a version of Go, outside the sandbox: it is Go's own code.
import { copyFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache-folder.ts";
import { runTool } from "./run-tool.ts";
import type { Toolchain } from "./toolchain.ts";

/** Left out is what no answer needs and what takes long to build. */
const unneeded =
  /(?:^|\/)(?:internal|vendor)(?:\/|$)|^(?:cmd|database|debug|expvar|go|html\/template|image|log\/syslog|mime|net(?!\/url)|os\/user|plugin|runtime\/(?:cgo|coverage|metrics|pprof|race|trace)|testing|time\/tzdata)(?:\/|$)|^crypto\/(?!(?:md5|sha1|sha256|sha512|hmac|rand|subtle)$)|^(?:archive|encoding\/(?:asn1|gob|pem|xml))(?:\/|$)/;

const importConfig = "importcfg";

/** The toolchain with the folder of archives among its mounts, and its `importcfg` among its programs. */
export async function withStandardLibrary(
  toolchain: Toolchain,
  signal: AbortSignal,
): Promise<Toolchain> {
  const name = `go/${toolchain.version.replaceAll(/[^\w.-]/g, "_")}-${process.platform}-${process.arch}`;
  const folder = await cached(name, (draft, home) => build(toolchain, { draft, home }, signal));
  return {
    ...toolchain,
    programs: { ...toolchain.programs, importcfg: path.join(folder, importConfig) },
    mounts: [...toolchain.mounts, folder],
  };
}

async function build(
  toolchain: Toolchain,
  { draft, home }: { draft: string; home: string },
  signal: AbortSignal,
): Promise<void> {
  const exported = await listArchives(toolchain, draft, signal);
  const lines: string[] = [];
  for (const [index, line] of exported.trim().split("\n").entries()) {
    const [name = "", archive = ""] = line.split(" ");
    await copyFile(archive, path.join(draft, `${index}.a`));
    lines.push(`packagefile ${name}=${path.join(home, `${index}.a`)}`);
  }
  await writeFile(path.join(draft, importConfig), `${lines.join("\n")}\n`);
  await rm(path.join(draft, ownCache), { recursive: true, force: true });
}

const ownCache = "go-build";

/** From Go's own build cache, which may have them already; where that cannot be used, from one that goes again. */
async function listArchives(
  toolchain: Toolchain,
  draft: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await listExported(toolchain, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    const env = { ...toolchain.env, GOCACHE: path.join(draft, ownCache) };
    return listExported({ ...toolchain, env }, signal);
  }
}

async function listExported(toolchain: Toolchain, signal: AbortSignal): Promise<string> {
  const listed = (await go(toolchain, ["list", "std"], signal)).split("\n");
  const wanted = listed.filter((name) => name !== "" && !unneeded.test(name));
  const format = "{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}";
  return go(toolchain, ["list", "-export", "-deps", "-f", format, ...wanted], signal);
}

function go(
  { programs, env }: Toolchain,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const settings = { ...env, CGO_ENABLED: "0", GOFLAGS: "", GO111MODULE: "off" };
  return runTool(programs.go ?? "", args, { env: settings }, signal);
}
