// Measures inline completion on a team's own code: takes places out of the files of a folder, has them filled in again
// through the editor's own pipeline, and compares. Code goes to the endpoint and into the document, nowhere else; what is
// written to disk is the caller's business.
import path from "node:path";
import type {
  HoleResult,
  RepositoryEvent,
  RepositoryRun,
} from "../../core/protocol/repository-run.ts";
import type { Hardware } from "../../core/protocol/run-facts.ts";
import type { InlineSubject } from "../completion/inline-subject.ts";
import { type FilledHole, fillEach } from "../completion/quality.ts";
import { openBench } from "../runner/open-bench.ts";
import {
  endpointFacts,
  type OpenEndpoint,
  openEndpoint,
  type Target,
} from "../runner/open-endpoint.ts";
import { type CompileCheck, type Compiles, createCompileCheck } from "./compile-check.ts";
import { buildDocument, type Measured } from "./document.ts";
import { type DrawnFile, draw } from "./draw.ts";
import { failureWatch } from "./failure-watch.ts";
import { failureOf, holeResultOf } from "./hole-result.ts";
import { fimFamilyId, openFiller } from "./open-filler.ts";
import { readOwnSource } from "./read-own-source.ts";
import { repositoryFiles } from "./repository-files.ts";

export type RepositoryRequest = {
  id: string;
  endpoint: Target;
  /** Its files are read; of its path only the last name is kept. */
  folder: string;
  /** Fewer where the folder has not so many. */
  holes: number;
  seed: number;
  /** FIM family, when it is set by hand. */
  fim?: string;
  hardware?: Hardware;
};

export type PreparedRepositoryRun = AsyncDisposable & {
  header: RepositoryRun["run"];
  planned: number;
  /** One sentence: nothing can be measured, and nothing will be asked. */
  insufficient?: string;
  subject?: InlineSubject;
  drawn: readonly DrawnFile[];
  compileCheck: CompileCheck;
  /** Sentences that were known before the first question. */
  notes: readonly string[];
};

/**
 * Asks what the endpoint serves, draws the holes, and sends nothing of the code yet.
 * @throws ModelError, NoModel, RepositoryError, or the signal's reason
 */
export async function prepareRepositoryRun(
  request: RepositoryRequest,
  signal: AbortSignal,
): Promise<PreparedRepositoryRun> {
  const fim = fimFamilyId(request.fim);
  const open = await openEndpoint(request.endpoint, signal);
  const { apiKey } = request.endpoint;
  const keyed = apiKey === undefined ? {} : { apiKey };
  const filler = await openFiller(open, { ...keyed, fim }, signal);
  const isFiller = "subject" in filler;
  const { drawn, notes } = isFiller ? await drawFrom(request, signal) : { drawn: [], notes: [] };
  const planned = drawn.reduce((sum, { holes }) => sum + holes.length, 0);
  const insufficient = isFiller ? (planned === 0 ? noHoles : undefined) : filler.insufficient;
  return {
    header: headerOf(request, { open, drawn, subject: isFiller ? filler.subject : undefined }),
    planned,
    drawn,
    notes: [
      ...(planned > 0 && planned < request.holes ? [fewer(planned, request.holes)] : []),
      ...(isFiller && filler.note !== undefined ? [filler.note] : []),
      ...notes,
    ],
    ...(insufficient === undefined ? {} : { insufficient }),
    ...(isFiller ? { subject: filler.subject } : {}),
    ...ownedCheck(),
  };
}

/**
 * One hole after the other.
 * @throws EndpointLost when asking on makes no sense, or the signal's reason; every hole that was filled is told by then
 */
export async function runRepository(
  prepared: PreparedRepositoryRun,
  emit: (event: RepositoryEvent) => void,
  signal: AbortSignal,
): Promise<RepositoryRun> {
  signal.throwIfAborted();
  const { header, planned, insufficient } = prepared;
  emit({ kind: "repository-started", run: header, planned });
  const holes: HoleResult[] = [];
  if (insufficient === undefined) {
    for await (const hole of ask(prepared, signal)) {
      holes.push(hole);
      emit({ kind: "hole", hole });
    }
  }
  const repositoryRun = buildDocument(measuredBy(prepared), holes, "complete");
  emit({ kind: "repository-finished", repositoryRun });
  return repositoryRun;
}

/** What can be said of a run that was stopped, or whose endpoint was lost, with the holes it has told. */
export function interruptedRepositoryRun(
  prepared: PreparedRepositoryRun,
  holes: readonly HoleResult[],
): RepositoryRun {
  return buildDocument(measuredBy(prepared), holes, "interrupted");
}

/** Compiling waits for the answer and the next question for the compiler, so that neither bends the other's time. */
async function* ask(
  { subject, drawn, compileCheck }: PreparedRepositoryRun,
  signal: AbortSignal,
): AsyncGenerator<HoleResult, void, undefined> {
  if (subject === undefined) return;
  const watch = failureWatch();
  for (const { file, holes } of drawn) {
    const compiles = await compileCheck.open(file, signal);
    let index = 0;
    for await (const filled of fillEach({ subject, file, holes }, signal)) {
      const hole = holes[index];
      index += 1;
      if (hole === undefined) continue;
      yield holeResultOf(file, hole, filled, await verdictOn(filled, compiles, signal));
      watch(failureOf(filled));
    }
  }
}

function measuredBy({ compileCheck, ...known }: PreparedRepositoryRun): Measured {
  return { ...known, compileNotes: compileCheck.notes() };
}

async function verdictOn(
  { whole, isExact }: FilledHole,
  compiles: Compiles | undefined,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  if (whole === undefined || compiles === undefined) return undefined;
  // Nothing has changed, and as it was it compiles.
  return isExact || compiles(whole, signal);
}

async function drawFrom({ folder, holes, seed }: RepositoryRequest, signal: AbortSignal) {
  const { root, paths, notes } = await repositoryFiles(folder, signal);
  const read = (file: string) => readOwnSource(root, file);
  return { drawn: await draw(paths, read, { holes, seed }, signal), notes };
}

function headerOf(
  { id, folder, seed, hardware }: RepositoryRequest,
  parts: {
    open: OpenEndpoint;
    drawn: readonly DrawnFile[];
    subject: InlineSubject | undefined;
  },
): RepositoryRun["run"] {
  return {
    id,
    startedAt: new Date().toISOString(),
    endpoint: endpointFacts(parts.open),
    ...(hardware === undefined ? {} : { hardware }),
    folder: path.basename(path.resolve(folder)),
    files: parts.drawn.length,
    seed,
    ...(parts.subject === undefined ? {} : { fimFamily: parts.subject.family.id }),
    isPrivate: true,
  };
}

/** Sandbox and compilers are looked for when the first file needs them. */
function ownedCheck(): Pick<PreparedRepositoryRun, "compileCheck" | typeof Symbol.asyncDispose> {
  const compileCheck = createCompileCheck((signal) => openBench(undefined, signal));
  return { compileCheck, [Symbol.asyncDispose]: () => compileCheck[Symbol.asyncDispose]() };
}

const noHoles =
  "The folder has no place that could be taken out: it needs source files in TypeScript, JavaScript, Python, Go, Java, C#, C, C++ or Rust, and more than tests.";

function fewer(planned: number, wanted: number): string {
  return `The folder has room for ${planned} of the ${wanted} holes that were asked for.`;
}
