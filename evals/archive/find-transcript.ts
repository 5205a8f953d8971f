// Finds one transcript among thousands without holding the others in memory. A line begins with its case and epoch, as the run
// store writes it.
import { createReadStream } from "node:fs";
import { type Transcript, transcript } from "../../core/protocol/transcript.ts";
import { codeOf, RunStoreError } from "../runner/run-files.ts";

/** A line beyond it is nobody's answer, and is passed over. */
const mostBytes = 64 * 2 ** 20;
const newline = 10;

/** Of several the last one counts; undefined when there is none. @throws RunStoreError `unreadable` */
export async function findTranscript(
  file: string,
  { instance, epoch }: Pick<Transcript, "instance" | "epoch">,
): Promise<Transcript | undefined> {
  const start = `{"instance":${JSON.stringify(instance)},"epoch":${epoch},`;
  let found: Transcript | undefined;
  for await (const line of linesBeginning(file, Buffer.from(start))) {
    found = parsed(line) ?? found;
  }
  return found;
}

async function* linesBeginning(file: string, start: Buffer): AsyncGenerator<string> {
  let line = emptyLine();
  for await (const chunk of chunksOf(file)) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      add(line, chunk.subarray(from, end), start);
      if (line.state === "wanted") yield Buffer.concat(line.pieces).toString("utf8");
      line = emptyLine();
      from = end + 1;
    }
    add(line, chunk.subarray(from), start);
  }
}

/** What has been read of a line; nothing is kept of one that is known to be another's. */
type Line = { state: "open" | "wanted" | "other"; pieces: Buffer[]; bytes: number };

function emptyLine(): Line {
  return { state: "open", pieces: [], bytes: 0 };
}

function add(line: Line, piece: Buffer, start: Buffer): void {
  if (line.state === "other") return;
  line.pieces.push(piece);
  line.bytes += piece.length;
  if (line.state === "open" && line.bytes >= start.length) {
    const head = Buffer.concat(line.pieces).subarray(0, start.length);
    line.state = head.equals(start) ? "wanted" : "other";
  }
  if (line.bytes > mostBytes) line.state = "other";
  if (line.state === "other") line.pieces = [];
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    // Without an encoding a stream gives buffers.
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (code === "ENOENT") return;
    throw new RunStoreError("unreadable", `${file} cannot be read (${code}).`, error);
  }
}

function parsed(line: string): Transcript | undefined {
  try {
    return transcript.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
