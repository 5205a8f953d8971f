// How an answer in Python becomes a program. Knows nothing of sandboxes and of grades.
import { driverFolder, type Kit, type ProgramRequest, withPrivateStdout } from "./kit.ts";
import { pythonDriver } from "./python-driver.ts";
import { taggedInput } from "./tagged-input.ts";
import { decodeTagged } from "./tagged-json.ts";

const driver = `${driverFolder}/driver.py`;

export const pythonKit: Kit = {
  language: "python",
  fileName: "solution.py",
  program: ({ toolchain }) => ({
    files: new Map([[driver, pythonDriver]]),
    run: {
      // No site-packages: answers have the standard library and nothing that happens to be installed here.
      argv: withPrivateStdout(toolchain.programs.python3 ?? "", ...pythonFlags, `/w/${driver}`),
      mounts: toolchain.mounts,
      env: toolchain.env,
    },
  }),
  input: (request, run) =>
    taggedInput(request, run, {
      module: moduleOf(request.harness ?? request.candidate),
      own: ownModules(request),
    }),
  decode: decodeTagged,
};

export const pythonFlags = ["-S", "-s", "-B", "-X", "utf8"] as const;

function ownModules({ files }: ProgramRequest): string[] {
  return [...files.keys()].filter((name) => name.endsWith(".py")).map(moduleOf);
}

function moduleOf(file: string): string {
  return file.replace(/\.py$/, "").replaceAll("/", ".");
}
