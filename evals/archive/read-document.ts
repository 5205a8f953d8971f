// Reads the documents of stored runs: whole, or only what stands before their long list, which is all that the list of runs
// needs. Every document is checked; what does not fit is said as one sentence.
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { evaluation, schemaVersion } from "../../core/protocol/evaluation.ts";
import { loadSchemaVersion, loadTest } from "../../core/protocol/load-test.ts";
import { repositoryRun, repositorySchemaVersion } from "../../core/protocol/repository-run.ts";
import { codeOf, RunStoreError } from "../runner/run-files.ts";
import { storedRun } from "../runner/run-store.ts";
import { documentFiles } from "./document-store.ts";
import { evaluationFiles } from "./run-folder.ts";

type Kind<Document> = {
  name: string;
  schema: z.ZodType<Document>;
  version?: number;
  /** The member that makes the document long, and how the text goes on without it and what stands behind it. */
  long?: { member: string; without: string };
};

export const documents = {
  evaluation: {
    name: evaluationFiles.result,
    schema: evaluation,
    version: schemaVersion,
    long: { member: "cases", without: '"cases": []' },
  },
  plan: { name: evaluationFiles.run, schema: storedRun },
  load: { name: documentFiles.load, schema: loadTest, version: loadSchemaVersion },
  repository: {
    name: documentFiles.repository,
    schema: repositoryRun,
    version: repositorySchemaVersion,
    long: { member: "holes", without: '"holes": [], "notes": []' },
  },
} as const satisfies Record<string, Kind<unknown>>;

/** @throws RunStoreError `no_such_run` when it is gone, `bad_run` when it does not fit */
export async function readDocument<Document>(
  folder: string,
  kind: Kind<Document>,
): Promise<Document> {
  return checked(kind, await textOf(path.join(folder, kind.name)));
}

/** The same with an empty list for the long one. @throws as readDocument */
export async function readHead<Document>(folder: string, kind: Kind<Document>): Promise<Document> {
  return checked(kind, await textOf(path.join(folder, kind.name), kind.long));
}

const chunkBytes = 64 * 1024;

async function textOf(file: string, long?: Kind<unknown>["long"]): Promise<string> {
  try {
    await using handle = await open(file);
    if (long === undefined) return await handle.readFile("utf8");
    const { isWhole, text } = await textBefore(handle, long.member);
    return isWhole ? text : `${text}\n  ${long.without}\n}`;
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      const id = path.basename(path.dirname(file));
      throw new RunStoreError("no_such_run", `The run ${id} is not there any more.`, error);
    }
    throw new RunStoreError("unreadable", `${file} cannot be read (${code ?? "unknown"}).`, error);
  }
}

/** The text before the list of that name; all of it where there is none, as in a document that somebody else has written. */
async function textBefore(handle: FileHandle, member: string) {
  // So many spaces stand only before a member of the document itself, and no string holds a line break.
  const marker = Buffer.from(`\n  "${member}": [`);
  const chunks: Buffer[] = [];
  for (let tail: Buffer = Buffer.alloc(0); ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes);
    const chunk = buffer.subarray(0, bytesRead);
    chunks.push(chunk);
    // The marker may be cut in two; what has been looked through is not looked through again.
    const looked = Buffer.concat([tail, chunk]);
    const place = looked.indexOf(marker);
    if (place >= 0 || bytesRead === 0) {
      const all = Buffer.concat(chunks);
      const end = place < 0 ? all.length : all.length - looked.length + place;
      return { isWhole: place < 0, text: all.toString("utf8", 0, end) };
    }
    tail = looked.subarray(-marker.length);
  }
}

const versioned = z.looseObject({ schemaVersion: z.number() });

function checked<Document>({ name, schema, version }: Kind<Document>, text: string): Document {
  const value = jsonOf(name, text);
  const own = versioned.safeParse(value).data?.schemaVersion;
  if (version !== undefined && own !== undefined && own > version) {
    throw new RunStoreError(
      "bad_run",
      `A newer Tandem wrote it (format ${own}; this one reads up to ${version}): update Tandem to open it.`,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join(".") || "the whole document";
  throw new RunStoreError(
    "bad_run",
    `${name} is damaged or of another version of Tandem: ${place} does not fit.`,
  );
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RunStoreError("bad_run", `${name} is damaged: it is no JSON.`, error);
  }
}
