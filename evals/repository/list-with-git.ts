// The files of a git work tree as git itself lists them, so that what it ignores stays out. The folder is not trusted:
// nothing that its configuration names is run, and nothing is fetched.
import { spawn } from "node:child_process";

export type Listing = {
  /** Relative to the folder, with forward slashes, each once, sorted. */
  paths: readonly string[];
  /** There are more than were looked at. */
  isCut: boolean;
};

export type Wanted = { accepts: (path: string) => boolean; most: number };

/** Undefined where git does not say, such as outside a work tree or without git. @throws the signal's reason */
export async function listWithGit(
  folder: string,
  { accepts, most }: Wanted,
  signal: AbortSignal,
): Promise<Listing | undefined> {
  signal.throwIfAborted();
  const child = spawn("git", [...guards, "-C", folder, ...list], {
    // Not from the folder: some systems look for programs there first.
    cwd: "/",
    env: environment(process.env),
    stdio: ["ignore", "pipe", "ignore"],
    signal,
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  const paths = new Set<string>();
  let isCut = false;
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\0");
    rest = parts.pop() ?? "";
    for (const path of parts) if (!isCut && accepts(path)) paths.add(path);
    isCut ||= paths.size > most;
    if (isCut) child.kill();
  });
  const code = await ended;
  signal.throwIfAborted();
  if (code !== 0 && !isCut) return undefined;
  return { paths: [...paths].slice(0, most).sort(), isCut };
}

const guards = [
  "--no-pager",
  // A repository can name programs here; what is said on the command line counts more.
  ...["-c", "core.fsmonitor=false"],
  ...["-c", "core.hooksPath=/dev/null"],
  ...["-c", "submodule.recurse=false"],
  ...["-c", "safe.bareRepository=explicit"],
];
const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];

/** Of the person's environment only what finds git and their own settings, such as the files they always ignore. */
const kept = ["PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SystemRoot"];

function environment(env: NodeJS.ProcessEnv): Record<string, string> {
  const own = kept.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(own),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    // A list of protocols that holds none there is: objects that are missing stay missing.
    GIT_ALLOW_PROTOCOL: "none",
  };
}
