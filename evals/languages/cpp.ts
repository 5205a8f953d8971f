// How an answer in C++ becomes a program: one call of the compiler. Knows nothing of sandboxes and of grades.
import { cppDriver, cppSystem } from "./cpp-driver.ts";
import { driverFolder, type Kit, withPrivateStdout } from "./kit.ts";
import { decodeLine } from "./line-codec.ts";
import { lineInput } from "./line-input.ts";

const driver = `${driverFolder}/driver.cpp`;
const system = `${driverFolder}/system.cpp`;
const program = `/w/${driverFolder}/program`;

export const cppKit: Kit = {
  language: "cpp",
  fileName: "solution.cpp",
  program({ toolchain, candidate, harness, entry, signature }) {
    const { programs, mounts, env } = toolchain;
    const includes = [candidate, ...(harness === undefined ? [] : [harness])];
    return {
      files: new Map([
        [driver, cppDriver({ includes, entry, signature })],
        [system, cppSystem],
      ]),
      compile: {
        argv: [
          programs["c++"] ?? "",
          // An index out of range ends the program instead of reading whatever lies there. No header is precompiled:
          // an answer that forgets its own includes must not find ours.
          ...["-std=c++20", "-O1", "-w", "-D_GLIBCXX_ASSERTIONS", "-pthread"],
          ...["-fdiagnostics-color=never", "-o", program, driver, system],
        ],
        mounts,
        env: { ...env, TMPDIR: "/tmp" },
        limitMs: 60_000,
      },
      run: { argv: withPrivateStdout(program), mounts: [], env },
    };
  },
  input: lineInput,
  decode: (payload, { returns }) => decodeLine(payload, returns),
};
