// How an answer in Python becomes a program. Knows nothing of sandboxes and of grades.
import {
  driverFolder,
  type Kit,
  type ProgramRequest,
  type Step,
  withPrivateStdout,
} from "./kit.ts";
import { pythonDriver } from "./python-driver.ts";
import { taggedInput } from "./tagged-input.ts";
import { decodeTagged } from "./tagged-json.ts";
import type { Toolchain } from "./toolchain.ts";

const driver = `${driverFolder}/driver.py`;

export const pythonKit: Kit = {
  language: "python",
  fileName: "solution.py",
  program: ({ toolchain }) => ({
    files: new Map([[driver, pythonDriver]]),
    run: pythonStep(toolchain, `/w/${driver}`),
  }),
  input: (request, run) =>
    taggedInput(request, run, {
      module: moduleOf(request.harness ?? request.candidate),
      own: ownModules(request),
    }),
  decode: decodeTagged,
};

/** `script` is a driver: it writes its frames to descriptor 3. */
export function pythonStep({ programs, mounts, env }: Toolchain, script: string): Step {
  // No site-packages: answers have the standard library and nothing that happens to be installed here.
  const flags = ["-S", "-s", "-B", "-X", "utf8"];
  const argv = withPrivateStdout(programs.python3 ?? "", ...flags, script);
  return { argv, mounts, env: { ...env, PYTHONHASHSEED: "0" } };
}

function ownModules({ files }: ProgramRequest): string[] {
  return [...files.keys()].filter((name) => name.endsWith(".py")).map(moduleOf);
}

/** The name by which a file is imported. */
export function moduleOf(file: string): string {
  return file.replace(/\.py$/, "").replaceAll("/", ".");
}
