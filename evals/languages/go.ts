// How an answer in Go becomes a program: compiled and linked against archives of the standard library. Knows nothing of
// sandboxes and of grades.
import { goDriver } from "./go-driver.ts";
import { withStandardLibrary } from "./go-std.ts";
import { driverFolder, type Kit, withPrivateStdout } from "./kit.ts";
import { decodeLine } from "./line-codec.ts";
import { lineInput } from "./line-input.ts";

const driver = `${driverFolder}/driver.go`;
const program = `/w/${driverFolder}/program`;

export const goKit: Kit = {
  language: "go",
  fileName: "solution.go",
  prepare: withStandardLibrary,
  program({ toolchain, files, entry, signature, memoryMb }) {
    const { programs, mounts, env } = toolchain;
    const sources = [...files.keys(), driver].filter((name) => name.endsWith(".go"));
    // $0 compile, $1 link, $2 importcfg, then the sources.
    const script =
      'link=$1 config=$2; shift 2; "$0" -p main -complete -pack -importcfg "$config" -o "$TMPDIR/main.a" "$@"' +
      ` && "$link" -s -w -importcfg "$config" -o ${program} "$TMPDIR/main.a"`;
    return {
      files: new Map([[driver, goDriver(entry, signature)]]),
      compile: {
        argv: [
          ...["/bin/sh", "-c", script],
          ...[programs.compile ?? "", programs.link ?? "", programs.importcfg ?? ""],
          ...sources.map((name) => `./${name}`),
        ] as [string, ...string[]],
        mounts,
        env: { ...env, TMPDIR: "/tmp" },
        limitMs: 60_000,
      },
      // Garbage is collected before it counts as memory that the program needs.
      run: {
        argv: withPrivateStdout(program),
        mounts: [],
        env: { ...env, GOMEMLIMIT: `${Math.floor(memoryMb * 0.8)}MiB` },
      },
    };
  },
  input: lineInput,
  decode: (payload, { returns }) => decodeLine(payload, returns),
};
