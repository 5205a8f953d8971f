// Matches with Python's `re`, in the sandbox. The pattern and the texts go in, never what they should give.
import type { Regex } from "../../../core/protocol/case/regex.ts";
import { SandboxError } from "../../sandbox/sandbox.ts";
import type { Bench } from "../grader.ts";
import type { Match, Matcher } from "./matcher.ts";

type Options = Pick<Regex, "flags" | "match">;

/** For all texts together; a pattern that is no trap takes milliseconds. */
const wallMs = 8000;

const program = `import json
import re
import sys


def say(value):
    print(json.dumps(value), flush=True)


job = json.loads(sys.stdin.buffer.read())
flags = 0
for letter in job["flags"]:
    flags |= getattr(re, letter.upper())
try:
    pattern = re.compile(job["pattern"], flags)
except Exception as error:
    say({"problem": str(error)})
    sys.exit()
say({})
match = pattern.fullmatch if job["isWhole"] else pattern.search
for text in job["texts"]:
    found = match(text)
    if found is None:
        say(None)
    else:
        say({"captures": found.groups(), "named": found.groupdict()})
say("done")
`;

export function pythonMatcher(
  { flags = "", match }: Options,
  { sandbox, toolchains }: Bench,
  signal: AbortSignal,
): Matcher {
  return async (pattern, texts) => {
    const toolchain = toolchains.found.get("python");
    const interpreter = toolchain?.programs.python3;
    if (sandbox.openFolder === undefined || toolchain === undefined || interpreter === undefined) {
      throw new SandboxError("unavailable", "There is no Python to match with.");
    }
    await using folder = await sandbox.openFolder(new Map([["match.py", program]]));
    const outcome = await folder.run(
      {
        argv: [interpreter, "-I", "/w/match.py"],
        mounts: toolchain.mounts,
        env: toolchain.env,
        stdin: JSON.stringify({ pattern, flags, isWhole: match !== "search", texts }),
        limits: {
          wallMs,
          memoryBytes: 512 * 2 ** 20,
          processes: 16,
          diskBytes: 2 ** 20,
          outputBytes: 16 * 2 ** 20,
        },
      },
      signal,
    );
    // The program above writes nothing else; a line that was cut off by its end is not whole.
    const lines = outcome.stdout
      .split("\n")
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line));
    const first = lines.shift() as { problem?: string } | undefined;
    if (first?.problem !== undefined) return { ok: false, problem: first.problem };
    if (outcome.end === "exited" && lines.at(-1) === "done") {
      return { ok: true, matches: lines.slice(0, -1) as Match[], end: "done" };
    }
    if (first === undefined && outcome.end === "exited") {
      throw new SandboxError("failed", "Python did not start in the sandbox.");
    }
    const end = outcome.end === "timeout" ? "timeout" : "died";
    return { ok: true, matches: lines as Match[], end };
  };
}
