// Reads the result of an earlier run that a new one is held against.
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { type Evaluation, evaluation, schemaVersion } from "../../core/protocol/evaluation.ts";
import { type LoadTest, loadSchemaVersion, loadTest } from "../../core/protocol/load-test.ts";
import { codeOf, OutputError } from "./failures.ts";

/** Results of older versions are read as they are: what they lack is left out. @throws OutputError */
export async function readBaseline(file: string): Promise<Evaluation> {
  const { data } = evaluation.safeParse(await documentIn(file, schemaVersion, "tandem eval"));
  if (data === undefined) throw noResult(file, "tandem eval", "not valid");
  return data;
}

/** A load test, also one that belongs to an evaluation. @throws OutputError */
export async function readLoadBaseline(file: string): Promise<LoadTest> {
  const document = await documentIn(
    file,
    Math.max(loadSchemaVersion, schemaVersion),
    "tandem bench",
  );
  const found = loadTest.safeParse(document).data;
  if (found !== undefined) return found;
  const whole = evaluation.safeParse(document).data;
  if (whole === undefined) throw noResult(file, "tandem bench", "not valid");
  if (whole.load === undefined)
    throw noResult(file, "tandem bench", "an evaluation without load test");
  return whole.load;
}

async function documentIn(file: string, newest: number, verb: string): Promise<unknown> {
  const document = await jsonIn(file, verb);
  const version = z.object({ schemaVersion: z.int() }).safeParse(document).data?.schemaVersion;
  if (version !== undefined && version > newest) {
    throw new OutputError(
      `${file} is of a newer version of Tandem (schema ${version}, this one reads up to ${newest}): update Tandem, or name another baseline.`,
    );
  }
  return document;
}

async function jsonIn(file: string, verb: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw noResult(file, verb, codeOf(error));
  }
}

function noResult(file: string, verb: string, why: string): OutputError {
  return new OutputError(`${file} is no result of ${verb} --json (${why}): name one as baseline.`);
}
