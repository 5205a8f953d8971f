// Which compilers and interpreters this machine has, as data: finding them is somebody else's work.
import type { Language } from "../../core/protocol/language.ts";

export type Toolchain = {
  language: Language;
  /** As the tool prints it, such as `go1.26.8`. */
  version: string;
  /** Absolute paths of its programs by name, such as `go`, `python3`, `javac`. */
  programs: Readonly<Record<string, string>>;
  /** Folders a sandbox has to make readable. */
  mounts: readonly string[];
  env: Readonly<Record<string, string>>;
};

export type Toolchains = {
  found: ReadonlyMap<Language, Toolchain>;
  /** One sentence for each language that is missing: what was looked for. */
  missing: ReadonlyMap<Language, string>;
};
