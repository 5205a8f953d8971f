// Names the contents of a suite, so that two runs can be told to have asked the same questions.
import { createHash } from "node:crypto";
import type { Suite } from "./suite.ts";

/** The same cases with the same files give the same 16 hexadecimal digits, in whatever order they were read. */
export function suiteHash(suite: Suite): string {
  const hash = createHash("sha256");
  for (const id of [...suite.keys()].sort()) {
    const theCase = suite.get(id);
    if (theCase === undefined) continue;
    hash.update(JSON.stringify(theCase.file));
    for (const name of [...theCase.files.keys()].sort()) {
      hash.update(`\0${name}\0${theCase.files.get(name)}`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}
