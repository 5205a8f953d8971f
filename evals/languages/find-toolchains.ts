// Finds the compilers and interpreters of this machine by asking them where they live. Compiles and runs no answer.
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { type Language, languages } from "../../core/protocol/language.ts";
import { ask, locate } from "./find-tool.ts";
import type { Toolchain, Toolchains } from "./toolchain.ts";

/** @throws the signal's reason when aborted */
export async function findToolchains(signal: AbortSignal): Promise<Toolchains> {
  const found = new Map<Language, Toolchain>();
  const missing = new Map<Language, string>();
  await Promise.all(
    languages.map(async (language) => {
      const toolchain = await finders[language](signal);
      if (typeof toolchain === "string") missing.set(language, toolchain);
      else found.set(language, { language, ...toolchain });
    }),
  );
  return { found: inOrder(found), missing: inOrder(missing) };
}

/** The sentence says what was looked for. */
type Finding = Omit<Toolchain, "language"> | string;

const finders: Record<Language, (signal: AbortSignal) => Promise<Finding>> = {
  python: findPython,
  javascript: async () => node(),
  typescript: async () =>
    process.features.typescript === false
      ? "looked for a Node.js that strips types; this one does not"
      : node(),
  go: findGo,
  rust: findRust,
  java: findJava,
  cpp: findCpp,
};

/** Through wrappers such as pyenv's to the interpreter itself. */
async function findPython(signal: AbortSignal): Promise<Finding> {
  const script =
    "import os, sys; print(sys.version.split()[0]); print(os.path.realpath(sys.executable)); print(sys.base_prefix)";
  for (const name of ["python3", "python"]) {
    const said = await ask(name, ["-I", "-S", "-c", script], signal);
    const [version = "", program, root] = said?.trim().split("\n") ?? [];
    if (program === undefined || root === undefined || !/^3\.(?:[89]|\d\d)/.test(version)) continue;
    const mounts = [root, path.dirname(program)];
    return { version: `Python ${version}`, programs: { python3: program }, ...at(mounts) };
  }
  return "looked for python3 (3.8 or later)";
}

/** The very program that runs this. */
function node(): Finding {
  const program = realpathSync(process.execPath);
  const isElectron = "electron" in process.versions;
  return {
    version: `Node.js ${process.versions.node}`,
    programs: { node: program },
    ...at([path.dirname(program)], isElectron ? { ELECTRON_RUN_AS_NODE: "1" } : {}),
  };
}

async function findGo(signal: AbortSignal): Promise<Finding> {
  const said = await ask("go", ["env", "GOVERSION", "GOROOT", "GOTOOLDIR"], signal);
  const [version = "", root, tools] = said?.trim().split("\n") ?? [];
  if (root === undefined || tools === undefined) return "looked for go";
  const programs = {
    go: path.join(root, "bin/go"),
    compile: path.join(tools, "compile"),
    link: path.join(tools, "link"),
  };
  const lacking = Object.values(programs).find((program) => !existsSync(program));
  if (lacking !== undefined) return `looked for go's ${path.basename(lacking)}`;
  return { version, programs, ...at([root], { GOROOT: root, GOTOOLCHAIN: "local" }) };
}

async function findRust(signal: AbortSignal): Promise<Finding> {
  const [sysroot, version] = await Promise.all([
    ask("rustc", ["--print", "sysroot"], signal),
    ask("rustc", ["--version"], signal),
  ]);
  if (sysroot === undefined || version === undefined) return "looked for rustc";
  const linker = locate("cc") ?? locate("gcc") ?? locate("clang");
  if (linker === undefined) return "looked for a linker (cc, gcc, clang) for rustc";
  // rustup's own rustc only starts this one.
  const rustc = path.join(sysroot.trim(), "bin/rustc");
  const programs = { rustc, cc: linker };
  return { version: version.trim(), programs, ...at([sysroot.trim(), rootOf(linker)]) };
}

async function findJava(signal: AbortSignal): Promise<Finding> {
  const said = (await ask("java", ["-XshowSettings:properties", "-version"], signal)) ?? "";
  const property = (name: string) => new RegExp(`^ *${name} = (.+)$`, "m").exec(said)?.[1];
  const [home, version] = [property("java\\.home"), property("java\\.version")];
  if (home === undefined || version === undefined) return "looked for java";
  const programs = { java: path.join(home, "bin/java"), javac: path.join(home, "bin/javac") };
  if (!existsSync(programs.javac)) return "looked for javac: there is a java, but no JDK";
  return { version: `Java ${version}`, programs, ...at([home], { JAVA_HOME: home }) };
}

async function findCpp(signal: AbortSignal): Promise<Finding> {
  for (const name of ["g++", "clang++"]) {
    const program = locate(name);
    const said = program === undefined ? undefined : await ask(program, ["--version"], signal);
    if (program === undefined || said === undefined) continue;
    const version = said.trim().split("\n")[0] ?? name;
    return { version, programs: { "c++": program }, ...at([rootOf(program)]) };
  }
  return "looked for g++ and clang++";
}

/** The folder with bin and lib in it. */
function rootOf(program: string): string {
  return path.dirname(path.dirname(program));
}

/** Compilers look for their parts along PATH. Nothing has to be mounted of what every sandbox shows. */
function at(folders: readonly string[], env: Record<string, string> = {}) {
  const mounts = [...new Set(folders)].filter(
    (folder) => !/^\/usr(?:\/bin)?$|^\/bin$/.test(folder),
  );
  return { mounts, env: { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C.UTF-8", ...env } };
}

function inOrder<Entry>(entries: ReadonlyMap<Language, Entry>): ReadonlyMap<Language, Entry> {
  return new Map(
    languages.flatMap((language) => {
      const entry = entries.get(language);
      return entry === undefined ? [] : [[language, entry] as const];
    }),
  );
}
