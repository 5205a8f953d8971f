// Reads the documents of stored runs: whole, or only what stands before their long list, which is all that the list of runs
// needs. Every document is checked; what does not fit is said as one sentence.
import { open } from "node:fs/promises";
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
    // So many spaces stand only before a member of the document itself, and no string holds a line break.
    const marker = `\n  "${long.member}": [`;
    const chunks: Buffer[] = [];
    for (let text = ""; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes);
      chunks.push(buffer.subarray(0, bytesRead));
      text = Buffer.concat(chunks).toString("utf8");
      const at = text.indexOf(marker);
      if (at >= 0) return `${text.slice(0, at)}\n  ${long.without}\n}`;
      if (bytesRead === 0) return text;
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      const id = path.basename(path.dirname(file));
      throw new RunStoreError("no_such_run", `The run ${id} is not there any more.`, error);
    }
    throw new RunStoreError("unreadable", `${file} cannot be read (${code ?? "unknown"}).`, error);
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
