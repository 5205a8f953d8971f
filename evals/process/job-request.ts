// Reads what a job is told. Does nothing of it.
import path from "node:path";
import { type JobRequest, jobRequest } from "../../core/protocol/evaluation-process.ts";
import { readIfThere } from "../runner/run-files.ts";

/** Nothing was begun. */
export class BadJob extends Error {
  readonly code = "bad_job";
}

/** @throws BadJob, RunStoreError `unreadable` */
export async function readJobRequest(folder: string): Promise<JobRequest> {
  const file = path.join(folder, "request.json");
  const text = await readIfThere(file);
  if (text === undefined) throw new BadJob(`There is no ${file}: start the measurement again.`);
  const parsed = jobRequest.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join(".") || "the whole text";
  throw new BadJob(`${file} is no request: ${place} does not fit. Start the measurement again.`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
