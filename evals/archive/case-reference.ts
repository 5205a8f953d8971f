// What the built-in suite says of a case: its authors' answer and where its folder lies. Only where the suite is the very one
// that asked, because cases change.
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import type { Candidate } from "../cases/candidate.ts";
import { drawInstance } from "../cases/draw.ts";
import { caseLine, instanceIdIn } from "../cases/instance.ts";
import { OracleError } from "../cases/oracle.ts";
import { loadSuite, type Suite } from "../cases/suite.ts";
import { suiteHash } from "../cases/suite-hash.ts";

export type CaseReference = { reference?: string; casePath?: string };

/** `hash` is that of the suite that asked. */
export async function caseReference(instance: string, hash: string): Promise<CaseReference> {
  loading ??= loadBuiltIn();
  const built = await loading;
  const drawn = instanceIdIn(caseLine(instance));
  const theCase = drawn === undefined ? undefined : built.suite.get(drawn.caseId);
  if (built.hash !== hash || drawn === undefined || theCase === undefined) return {};
  const folder = built.folders.get(drawn.caseId);
  const casePath = folder === undefined ? {} : { casePath: folder };
  try {
    const [first] = (await drawInstance(theCase, drawn)).references;
    return first === undefined ? casePath : { ...casePath, reference: textOf(first) };
  } catch (error) {
    if (error instanceof OracleError) return casePath;
    throw error;
  }
}

type BuiltIn = { suite: Suite; hash: string; folders: ReadonlyMap<string, string> };

/** Takes half a second, so it is done once. */
let loading: Promise<BuiltIn> | undefined;

async function loadBuiltIn(): Promise<BuiltIn> {
  const files = await readBuiltInSuite();
  const suite = loadSuite(files);
  const cases = [...files.keys()].filter((name) => name.endsWith("/case.yaml"));
  const folders = cases.map((name) => {
    const folder = name.slice(0, -"/case.yaml".length);
    return [folder.split("/").at(-1) ?? "", `evals/suites/${folder}`] as const;
  });
  return { suite, hash: suiteHash(suite), folders: new Map(folders) };
}

/** Of a conversation with tools, what it says and calls, step by step. */
function textOf({ text, steps }: Candidate): string {
  return text === "" ? JSON.stringify(steps, null, 2) : text;
}
