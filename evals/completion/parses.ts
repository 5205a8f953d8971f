// Whether a text is well-formed in its language, said by the language's own parser. The text is read and never run; where
// the parser is missing nothing is said.
import { spawn } from "node:child_process";
import { stripTypeScriptTypes } from "node:module";

/** Undefined where nobody can tell: another language, or a tool that is not installed. */
export async function parses(
  text: string,
  languageId: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  switch (languageId) {
    case "typescript":
    case "javascript":
      return isTypeScript(text);
    case "python":
      // -I: neither the folder nor the environment can bring in other code.
      return accepts("python3", ["-I", "-c", readPython], text, signal);
    case "go":
      return accepts("gofmt", ["-e"], text, signal);
    default:
      return undefined;
  }
}

/** 2 for a text that is no Python; the interpreter itself ends with 1 where something else is wrong. */
const readPython =
  "import ast,sys\ntry:\n ast.parse(sys.stdin.buffer.read())\nexcept (SyntaxError,ValueError):\n sys.exit(2)";
const refusal = 2;

/** An editor's Node may have been built without the parser. */
function isTypeScript(text: string): boolean | undefined {
  try {
    stripTypeScriptTypes(text, { mode: "transform" });
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    if (error instanceof Error && "code" in error && error.code === "ERR_NO_TYPESCRIPT") {
      return undefined;
    }
    throw error;
  }
}

/** Both tools end with 0 for a text they can read and with 2 for one they cannot. */
function accepts(
  command: string,
  args: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean | undefined>();
  const child = spawn(command, args, {
    // Not from where this was started: some systems look for programs there first.
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
    signal,
  });
  child.once("error", (error) => {
    if (signal.aborted) reject(signal.reason);
    else if ("code" in error && error.code === "ENOENT") resolve(undefined);
    else reject(error);
  });
  child.once("close", (code) => resolve(code === 0 ? true : code === refusal ? false : undefined));
  // A tool that has seen enough closes its end; its exit code says what it thinks.
  child.stdin.on("error", () => {});
  child.stdin.end(text);
  return promise;
}
