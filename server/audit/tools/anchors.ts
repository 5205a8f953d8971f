// Checkpoints that were kept elsewhere, to hold the logs against: a checkpoint over all logs, heads of single logs, or a
// whole file of either as a witness keeps it. It believes only what the installation's key signed.
import { headsOf, originOf, parseNote, type TreeHead, verifyNote } from "../merkle/note.ts";
import { AuditToolError } from "./access.ts";
import type { Authority } from "./heads.ts";
import { LineTooLong, readLines } from "./lines.ts";

export type Anchors = {
  /** Of a long file not all of them, but the newest of every log. */
  heads: TreeHead[];
  /** Notes that somebody else signed, or that were changed. */
  foreign: number;
};

/** Enough to narrow down where something was changed; a witness gets a head a second. */
const mostNotes = 2048;
const longestNote = 2 ** 22;
const signatureBytes = 64;

/** What a crash left torn is passed over. @throws AuditToolError `bad_anchor` where there is no checkpoint at all */
export async function readAnchors(
  file: string,
  authority: Authority,
  signal: AbortSignal,
): Promise<Anchors> {
  const sample = createSample(mostNotes);
  const newest = new Map<string, string>();
  for await (const note of notesIn(file, signal)) {
    if (!isWhole(note)) continue;
    sample.add(note);
    newest.set(note.slice(0, note.indexOf("\n")), note);
  }
  if (newest.size === 0) throw badAnchor(file, "holds no signed checkpoint");
  const heads: TreeHead[] = [];
  let foreign = 0;
  for (const note of new Set([...sample.kept, ...newest.values()])) {
    const found = headsIn(note, authority);
    if (found === undefined) foreign += 1;
    else heads.push(...found);
  }
  return { heads, foreign };
}

function isWhole(note: string): boolean {
  const signatures = parseNote(note)?.signatures ?? [];
  return signatures.some(({ signature }) => signature.length === signatureBytes);
}

function headsIn(note: string, { id, publicKey }: Authority): TreeHead[] | undefined {
  const signed = verifyNote(note, publicKey);
  if (signed === undefined) return undefined;
  const own = originOf(id);
  if (signed.origin === own) return headsOf(signed);
  if (!signed.origin.startsWith(`${own}/`)) return undefined;
  return [{ log: signed.origin.slice(own.length + 1), size: signed.size, root: signed.root }];
}

/** Every note as text: lines, an empty line, signatures; between two notes is an empty line again. */
async function* notesIn(file: string, signal: AbortSignal): AsyncGenerator<string> {
  let note = "";
  let isSigned = false;
  try {
    for await (const bytes of readLines(file, { longest: longestNote, signal })) {
      const line = bytes.toString("utf8");
      const isSignature = line.startsWith("\u2014 ");
      // Lines that are followed by no signature were never whole.
      const isNext = isSigned ? !isSignature : line !== "" && !isSignature && note.endsWith("\n\n");
      if (isNext) {
        if (isSigned) yield note;
        [note, isSigned] = ["", false];
      }
      if (line !== "" || note !== "") note += `${line}\n`;
      isSigned ||= isSignature;
      if (note.length > longestNote) throw badAnchor(file, "is no file of checkpoints");
    }
  } catch (error) {
    signal.throwIfAborted();
    const isFile = error instanceof LineTooLong || (error instanceof Error && "syscall" in error);
    throw isFile ? badAnchor(file, "cannot be read", error) : error;
  }
  if (note !== "") yield note;
}

/** Evenly spread over everything that came: every second one goes when there are too many. */
function createSample(most: number) {
  let kept: string[] = [];
  let step = 1;
  let seen = 0;
  return {
    get kept(): readonly string[] {
      return kept;
    },
    add(note: string) {
      if (seen % step === 0) kept.push(note);
      seen += 1;
      if (kept.length <= most) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      step *= 2;
    },
  };
}

function badAnchor(file: string, why: string, cause?: unknown): AuditToolError {
  return new AuditToolError(
    "bad_anchor",
    `${file} ${why}: name a file that tandem audit checkpoint or --witness wrote for this installation.`,
    { cause },
  );
}
