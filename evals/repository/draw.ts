// Draws the places that are taken out: the same for the same seed and the same files, spread over kinds and files. Knows no
// model. Places where the editor itself would not ask are left alone.
import { placeOf } from "../../core/completion/place/place.ts";
import { type Hole, type HoleKind, holeKinds, punchHoles } from "../completion/punch-holes.ts";
import type { SourceFile } from "../completion/source-files.ts";
import { hash, randomFrom, shuffled } from "../random.ts";
import { isTest } from "./own-source.ts";

export type DrawnFile = { file: SourceFile; holes: readonly Hole[] };

export type DrawOptions = { holes: number; seed: number };

const mostPerFile = 3;
/** Of all holes. */
const testShare = 1 / 3;
/** Where hardly any file has a place to take out, reading on would take forever. */
const mostRead = 3_000;

/**
 * Reads files in an order of its own until there are enough. Fewer holes come back where the files have no more.
 * @throws what `read` throws, or the signal's reason
 */
export async function draw(
  paths: readonly string[],
  read: (path: string) => Promise<SourceFile | undefined>,
  options: DrawOptions,
  signal: AbortSignal,
): Promise<DrawnFile[]> {
  const { holes, seed } = options;
  const own: Candidate[] = [];
  const tests: Candidate[] = [];
  const mostTests = Math.floor(holes * testShare);
  const order = shuffled(paths, randomFrom(seed)).slice(0, mostRead);
  for (const path of order) {
    signal.throwIfAborted();
    const pool = isTest(path) ? tests : own;
    // One hole from each file is what spreads them best.
    if (pool.length >= (pool === tests ? mostTests : holes)) continue;
    const file = await read(path);
    const candidate = file === undefined ? undefined : candidateOf(file, seed);
    if (candidate !== undefined) pool.push(candidate);
  }
  return grouped(pick(own, tests, { holes, mostTests }));
}

type Candidate = { file: SourceFile; holes: Hole[]; taken: Hole[] };

function candidateOf(file: SourceFile, seed: number): Candidate | undefined {
  const options = { perKind: mostPerFile, seed: (seed ^ hash(file.path)) >>> 0 };
  const holes = punchHoles(file, options).filter((hole) => isAskedFor(file, hole));
  return holes.length === 0 ? undefined : { file, holes, taken: [] };
}

function isAskedFor({ text, path, languageId }: SourceFile, { start, end }: Hole): boolean {
  const prefix = text.slice(0, start);
  const cursor = { documentId: path, path, languageId, prefix, suffix: text.slice(end) };
  return !("refusal" in placeOf({ ...cursor, offset: start }, "auto"));
}

function pick(
  own: Candidate[],
  tests: Candidate[],
  { holes, mostTests }: { holes: number; mostTests: number },
): Candidate[] {
  const fromOwn = take(own, holes);
  // A third of all is half of the others.
  const fromTests = take(tests, Math.min(mostTests, Math.floor(fromOwn.length / 2)));
  for (const { candidate } of fromOwn.slice(Math.max(0, holes - fromTests.length))) {
    candidate.taken.pop();
  }
  return [...own, ...tests];
}

type Taken = { candidate: Candidate; hole: Hole };

/** Kind after kind, each from the file that has given least. */
function take(candidates: readonly Candidate[], most: number): Taken[] {
  const taken: Taken[] = [];
  let hasMore = true;
  while (hasMore) {
    hasMore = false;
    for (const kind of holeKinds) {
      const next = taken.length < most ? nextOf(candidates, kind) : undefined;
      if (next === undefined) continue;
      next.candidate.taken.push(next.hole);
      taken.push(next);
      hasMore = true;
    }
  }
  return taken;
}

function nextOf(candidates: readonly Candidate[], kind: HoleKind): Taken | undefined {
  let best: Taken | undefined;
  for (const candidate of candidates) {
    const { holes, taken } = candidate;
    if (taken.length >= Math.min(mostPerFile, best?.candidate.taken.length ?? mostPerFile))
      continue;
    const hole = holes.find(
      (each) => each.kind === kind && !taken.some((at) => overlaps(at, each)),
    );
    if (hole !== undefined) best = { candidate, hole };
  }
  return best;
}

function overlaps(left: Hole, right: Hole): boolean {
  return left.start < right.end && right.start < left.end;
}

function grouped(candidates: readonly Candidate[]): DrawnFile[] {
  return candidates
    .filter(({ taken }) => taken.length > 0)
    .map(({ file, taken }) => ({
      file,
      holes: taken.toSorted((left, right) => left.start - right.start),
    }))
    .sort((left, right) => (left.file.path < right.file.path ? -1 : 1));
}
