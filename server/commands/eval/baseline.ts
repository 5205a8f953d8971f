// Reads the result of an earlier run that a new one is held against.
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { type Evaluation, evaluation, schemaVersion } from "../../../core/protocol/evaluation.ts";
import { codeOf, OutputError } from "../failures.ts";

/** Results of older versions are read as they are: what they lack is left out. @throws OutputError */
export async function readBaseline(file: string): Promise<Evaluation> {
  const document = await jsonIn(file);
  const version = z.object({ schemaVersion: z.int() }).safeParse(document).data?.schemaVersion;
  if (version !== undefined && version > schemaVersion) {
    throw new OutputError(
      `${file} is of a newer version of Tandem (schema ${version}, this one reads up to ${schemaVersion}): update Tandem, or name another baseline.`,
    );
  }
  const { data } = evaluation.safeParse(document);
  if (data === undefined) throw noResult(file, "not valid");
  return data;
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw noResult(file, codeOf(error));
  }
}

function noResult(file: string, why: string): OutputError {
  return new OutputError(
    `${file} is no result of tandem eval --json (${why}): name one as baseline.`,
  );
}
