// How an answer in Rust becomes a program: one call of rustc. Knows nothing of sandboxes and of grades.
import { driverFolder, type Kit, withPrivateStdout } from "./kit.ts";
import { decodeLine } from "./line-codec.ts";
import { lineInput } from "./line-input.ts";
import { rustDriver } from "./rust-driver.ts";

const driver = `${driverFolder}/driver.rs`;
const program = `/w/${driverFolder}/program`;

export const rustKit: Kit = {
  language: "rust",
  fileName: "solution.rs",
  program({ toolchain, files, candidate, harness, entry, signature }) {
    const { programs, mounts, env } = toolchain;
    const modules = [...files.keys()].filter((name) => name.endsWith(".rs"));
    const source = rustDriver({ modules, entryFile: harness ?? candidate, entry, signature });
    return {
      files: new Map([[driver, source]]),
      compile: {
        argv: [
          programs.rustc ?? "",
          ...["--edition", "2021", "--cap-lints", "allow", "--error-format", "human"],
          // An overflow is a panic, as in a debug build; two units, since every one costs memory.
          ...["-C", "opt-level=1", "-C", "overflow-checks=on", "-C", "debuginfo=0"],
          ...["-C", "codegen-units=2", "-C", "strip=symbols", "-C", `linker=${programs.cc}`],
          ...["-o", program, driver],
        ],
        mounts,
        env: { ...env, TMPDIR: "/tmp" },
        limitMs: 90_000,
      },
      run: { argv: withPrivateStdout(program), mounts: [], env: { ...env, RUST_BACKTRACE: "0" } },
    };
  },
  input: lineInput,
  decode: (payload, { returns }) => decodeLine(payload, returns),
};
