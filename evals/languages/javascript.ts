// How an answer in JavaScript or TypeScript becomes a program. Types are stripped and never checked. Knows nothing of
// sandboxes and of grades.
import type { Language } from "../../core/protocol/language.ts";
import { javaScriptDriver } from "./javascript-driver.ts";
import { driverFolder, type Kit, withPrivateStdout } from "./kit.ts";
import { taggedInput } from "./tagged-input.ts";
import { decodeTagged } from "./tagged-json.ts";

const driver = `${driverFolder}/driver.mjs`;

export const javaScriptKit = kit("javascript", "solution.mjs");
export const typeScriptKit = kit("typescript", "solution.ts");

function kit(language: Language, fileName: string): Kit {
  return {
    language,
    fileName,
    program: ({ toolchain, memoryMb }) => ({
      files: new Map([[driver, javaScriptDriver]]),
      run: {
        // The heap may grow beyond what the sandbox allows, so that the sandbox is what says "memory".
        argv: withPrivateStdout(
          toolchain.programs.node ?? "",
          "--no-warnings",
          `--max-old-space-size=${2 * memoryMb}`,
          `/w/${driver}`,
        ),
        mounts: toolchain.mounts,
        env: toolchain.env,
      },
    }),
    input: (request, run) =>
      taggedInput(request, run, { module: `/w/${request.harness ?? request.candidate}` }),
    decode: decodeTagged,
  };
}
