// How an answer in Java becomes a program: javac, then a small JVM. Knows nothing of sandboxes and of grades.
import { withCompilerArchive } from "./java-archive.ts";
import { javaDriver } from "./java-driver.ts";
import { driverFolder, type Kit } from "./kit.ts";
import { decodeLine } from "./line-codec.ts";
import { lineInput, stemOf } from "./line-input.ts";

const driver = `${driverFolder}/TandemDriver.java`;
const classes = `/w/${driverFolder}/classes`;
/** Short runs: one compiler, the simplest collector, the shared archive of system classes. */
const quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData"];
/** Of the memory that the process may have, what the JVM needs beside the heap. */
const besideHeapMb = 160;

export const javaKit: Kit = {
  language: "java",
  fileName: "Solution.java",
  prepare: (toolchain, signal) => withCompilerArchive(toolchain, { flags: quick, signal }),
  program({ toolchain, files, candidate, harness, entry, signature, memoryMb }) {
    const { programs, mounts, env } = toolchain;
    const { archive } = programs;
    const archived = archive === undefined ? [] : [`-XX:SharedArchiveFile=${archive}`];
    const sources = [...files.keys()].filter((name) => name.endsWith(".java"));
    return {
      files: new Map([[driver, javaDriver(stemOf(harness ?? candidate), entry, signature)]]),
      compile: {
        argv: [
          programs.javac ?? "",
          ...[...quick, ...archived, "-Xmx1g"].map((flag) => `-J${flag}`),
          // No annotation processors: nothing of an answer runs inside the compiler.
          ...["-proc:none", "-implicit:none", "-nowarn", "-encoding", "UTF-8"],
          ...["-d", classes, ...sources, driver],
        ],
        mounts,
        env,
        limitMs: 30_000,
      },
      run: {
        // Descriptor 1 stays the driver's: it takes it and gives everybody else stderr.
        argv: [
          programs.java ?? "",
          ...[...quick, `-Xmx${Math.max(memoryMb - besideHeapMb, 32)}m`, "-Xss16m"],
          ...["-XX:-OmitStackTraceInFastThrow", "-Dfile.encoding=UTF-8"],
          ...["-cp", classes, "TandemDriver"],
        ],
        mounts,
        env,
      },
    };
  },
  input: lineInput,
  decode: (payload, { returns }) => decodeLine(payload, returns),
};
