// One stored run as the list of runs shows it. Reads no more of it than that takes; damaged runs are shown as what they are.
import { createReadStream } from "node:fs";
import path from "node:path";
import type { RunSummary } from "../../core/protocol/evaluation-process.ts";
import { codeOf, RunStoreError } from "../runner/run-files.ts";
import { askedOutcome, evaluationOutcome, loadOutcome, repositoryOutcome } from "./outcome-text.ts";
import { documents, readHead } from "./read-document.ts";
import { evaluationFiles, type RunFolder } from "./run-folder.ts";

/** Never fails because of what is in the files. @throws RunStoreError `no_such_run` when it has been deleted meanwhile */
export async function summaryOf(run: RunFolder, isRunning: boolean): Promise<RunSummary> {
  try {
    const summary = await readers[run.kind](run);
    return isRunning ? { ...summary, state: "running" } : summary;
  } catch (error) {
    if (!(error instanceof RunStoreError) || error.code === "no_such_run") throw error;
    return unreadable(run, error.message);
  }
}

const readers: Record<RunSummary["kind"], (run: RunFolder) => Promise<RunSummary>> = {
  async evaluation(run) {
    if (!run.names.has(evaluationFiles.result)) return unfinished(run);
    const result = await readHead(run.folder, documents.evaluation);
    return {
      ...common(run, result.run),
      title: `evaluation · ${result.run.profile}`,
      state: result.status,
      outcome: evaluationOutcome(result),
    };
  },
  async load(run) {
    const document = await readHead(run.folder, documents.load);
    return {
      ...common(run, document.run),
      title: `load · ${document.run.profile}`,
      state: document.status,
      outcome: loadOutcome(document),
    };
  },
  async repository(run) {
    const document = await readHead(run.folder, documents.repository);
    return {
      ...common(run, document.run),
      title: `repository · ${document.run.folder}`,
      state: document.status,
      outcome: repositoryOutcome(document),
    };
  },
};

/** An evaluation that has not come to its result. */
async function unfinished(run: RunFolder): Promise<RunSummary> {
  const { header, samples } = await readHead(run.folder, documents.plan);
  const asked = await linesOf(path.join(run.folder, evaluationFiles.transcripts));
  return {
    ...common(run, header),
    title: `evaluation · ${header.profile}`,
    state: "interrupted",
    outcome: askedOutcome(asked, samples.length),
  };
}

type Header = Pick<RunSummary, "startedAt" | "endpoint" | "hardware">;

/** The folder's name is the id: a copied run is one of its own. */
function common({ id, kind }: RunFolder, { startedAt, endpoint, hardware }: Header) {
  return {
    id,
    kind,
    startedAt,
    endpoint,
    ...(hardware === undefined ? {} : { hardware }),
    isPrivate: kind === "repository",
  };
}

function unreadable({ id, kind }: RunFolder, outcome: string): RunSummary {
  return {
    id,
    kind,
    startedAt: startOf(id),
    endpoint: { url: "", model: "", isSimulated: false },
    title: kind,
    state: "unreadable",
    outcome,
    isPrivate: kind === "repository",
  };
}

/** As the id says; a run that somebody renamed comes last. */
function startOf(id: string): string {
  const [, date, hours, minutes, seconds] = /^(\d{8})-(\d\d)(\d\d)(\d\d)/.exec(id) ?? [];
  if (date === undefined) return new Date(0).toISOString();
  const day = date.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3");
  const time = Date.parse(`${day}T${hours}:${minutes}:${seconds}.000Z`);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

const newline = 10;

async function linesOf(file: string): Promise<number> {
  let count = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      // Without an encoding a stream gives buffers.
      const bytes: Buffer = chunk;
      for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1))
        count += 1;
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (code !== "ENOENT") {
      throw new RunStoreError("unreadable", `${file} cannot be read (${code}).`, error);
    }
  }
  return count;
}
