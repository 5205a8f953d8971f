// Writes the few values that the gateway decides into a request's body; every other byte stays as the client sent it.
import type { InsertPlace, ScannedBody, Span } from "./scan-body.ts";

export type SpliceWish = {
  model?: string;
  priority?: number;
  /** `final`: usage at the end of a stream; `continuous`: on every chunk as well. Only for `stream: true`. */
  usage?: "final" | "continuous";
};

/** The very buffer when nothing has to change. */
export function spliceBody(body: Buffer, scanned: ScannedBody, wish: SpliceWish): Buffer {
  const { places } = scanned;
  const edits: Edit[] = [];
  const entries: string[] = [];
  if (wish.usage !== undefined) writeUsage(edits, entries, scanned, wish.usage);
  if (wish.model !== undefined && wish.model !== scanned.model) {
    write(edits, entries, places.model, "model", JSON.stringify(wish.model));
  }
  if (wish.priority !== undefined && wish.priority !== scanned.priority) {
    write(edits, entries, places.priority, "priority", `${wish.priority}`);
  }
  addEntries(edits, places.root, entries);
  return edits.length === 0 ? body : applied(body, edits);
}

type Edit = Span & { text: string };

function writeUsage(
  edits: Edit[],
  entries: string[],
  { places, streamOptions }: ScannedBody,
  usage: "final" | "continuous",
): void {
  const inside: string[] = [];
  if (streamOptions?.includeUsage !== true) {
    write(edits, inside, places.includeUsage, "include_usage", "true");
  }
  if (usage === "continuous" && streamOptions?.continuous !== true) {
    write(edits, inside, places.continuous, "continuous_usage_stats", "true");
  }
  if (places.options !== undefined) addEntries(edits, places.options, inside);
  else write(edits, entries, places.streamOptions, "stream_options", `{${inside.join(",")}}`);
}

/** Over the value that is there, or as a new entry. */
function write(
  edits: Edit[],
  entries: string[],
  place: Span | undefined,
  key: string,
  value: string,
): void {
  if (place === undefined) entries.push(`"${key}":${value}`);
  else edits.push({ from: place.from, to: place.to, text: value });
}

function addEntries(edits: Edit[], { at, isEmpty }: InsertPlace, entries: string[]): void {
  if (entries.length === 0) return;
  const text = entries.join(",");
  edits.push({ from: at, to: at, text: isEmpty ? text : `,${text}` });
}

function applied(body: Buffer, edits: Edit[]): Buffer {
  // A value and an entry behind it meet at the same byte: the value, which begins earlier, comes first.
  edits.sort((one, other) => one.from - other.from);
  const pieces: Buffer[] = [];
  let copied = 0;
  for (const { from, to, text } of edits) {
    pieces.push(body.subarray(copied, from), Buffer.from(text));
    copied = to;
  }
  pieces.push(body.subarray(copied));
  return Buffer.concat(pieces);
}
