// Finds the suite that comes with Tandem: one file beside the bundle, or the folder of a checkout.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { readSuiteFiles, type SuiteFiles } from "./suite-files.ts";

/** What the build writes beside the bundles: file texts by path. */
const packedName = "suites.json";

/** @throws Error when neither is there, which a build or a checkout never lacks */
export async function readBuiltInSuite(): Promise<SuiteFiles> {
  const packed = path.join(import.meta.dirname, packedName);
  if (existsSync(packed)) {
    // The build wrote it from the same folder that the other branch reads.
    const texts = JSON.parse(await readFile(packed, "utf8")) as Record<string, string>;
    return new Map(Object.entries(texts));
  }
  return readSuiteFiles(path.resolve(import.meta.dirname, "../suites"));
}
