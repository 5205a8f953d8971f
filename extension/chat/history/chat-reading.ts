// One chat's file, read where somebody looks: it is scanned once for where lines lie, later only what was appended since.
// What it holds of the chat is places, not texts.
import { type FileHandle, open } from "node:fs/promises";
import { type ChatLineOf, chatFileVersion } from "../../../core/protocol/chat-file.ts";
import { questionTitle } from "../chat-title.ts";
import { type ChatMap, emptyMap, noteLine, parseLine } from "./chat-map.ts";
import { findLines, type LinePlace, readLineAt } from "./line-file.ts";

/** A turn as it was kept; without `answered` it was interrupted. */
export type StoredTurn = {
  asked: ChatLineOf<"asked">;
  answered?: ChatLineOf<"answered">;
  /** The card that took the place of the one it ended with. */
  carded?: ChatLineOf<"carded">;
};

export type ChatReading = {
  turnCount(): number;
  /** Of a newer Tandem: nothing in it is to be read or written. */
  isNewer(): boolean;
  /** As it was renamed, else by its first question; empty when there is neither. */
  title(): Promise<string>;
  updatedAtMs(): Promise<number>;
  /** The last ones before a turn, or of all; oldest first. With an id that is not there: none. */
  before(turnId: string | undefined, count: number): Promise<StoredTurn[]>;
  olderThan(turnId: string): number;
  find(turnId: string): Promise<StoredTurn | undefined>;
  /** Looks at what was appended since; false when that is nothing. @throws when the file is gone */
  refresh(): Promise<boolean>;
  /** The lines of its turns as they are written, the newest first. */
  lines(signal: AbortSignal): AsyncGenerator<string>;
};

/**
 * `onDamaged` is told how many lines say nothing, as far as anybody has looked.
 * @throws when there is no such file
 */
export async function readChat(
  file: string,
  onDamaged: (count: number) => void = () => undefined,
): Promise<ChatReading> {
  let map = emptyMap();
  let scannedTo = 0;

  const refresh = async () => {
    await using handle = await open(file, "r");
    const { size } = await handle.stat();
    // Another window deleted it and went on: it is another file by now.
    if (size < scannedTo) {
      map = emptyMap();
      scannedTo = 0;
    }
    const from = scannedTo;
    scannedTo = await findLines(handle, from, (line) => noteLine(map, line));
    onDamaged(map.damaged.size);
    return scannedTo > from;
  };
  const readTurns = async (ids: readonly string[]) => {
    await using handle = await open(file, "r");
    const turns: StoredTurn[] = [];
    for (const id of ids) {
      const turn = await readTurn(handle, map, id);
      if (turn !== undefined) turns.push(turn);
    }
    onDamaged(map.damaged.size);
    return turns;
  };
  await refresh();
  const order = () => [...map.turns.keys()];
  const firstTurns = async (count: number) => readTurns(order().slice(0, count));
  return {
    turnCount: () => map.turns.size,
    isNewer: () => map.version > chatFileVersion,
    title: async () => {
      const renamed = await titleIn(file, map);
      if (renamed !== undefined) return renamed;
      const [first] = await firstTurns(1);
      return first === undefined ? "" : questionTitle(first.asked.title);
    },
    updatedAtMs: async () => {
      const [last] = await readTurns(order().slice(-1));
      return last?.answered?.atMs ?? last?.asked.atMs ?? 0;
    },
    before: async (turnId, count) => {
      const ids = order();
      const end = turnId === undefined ? ids.length : Math.max(0, ids.indexOf(turnId));
      return readTurns(ids.slice(Math.max(0, end - count), end));
    },
    olderThan: (turnId) => Math.max(0, order().indexOf(turnId)),
    find: async (turnId) => (map.turns.has(turnId) ? (await readTurns([turnId]))[0] : undefined),
    refresh,
    lines: (signal) => turnLines(file, map, signal),
  };
}

async function readTurn(
  handle: FileHandle,
  map: ChatMap,
  id: string,
): Promise<StoredTurn | undefined> {
  const places = map.turns.get(id);
  if (places === undefined) return undefined;
  const read = async <Kind extends "asked" | "answered" | "carded">(
    kind: Kind,
    place: LinePlace | undefined,
  ): Promise<ChatLineOf<Kind> | undefined> => {
    if (place === undefined) return undefined;
    const line = parseLine(await readLineAt(handle, place));
    // The comparison narrows the union, which the compiler does not see through the type parameter.
    if (line?.kind === kind && line.id === id) return line as ChatLineOf<Kind>;
    map.damaged.add(place.offset);
    return undefined;
  };
  const asked = await read("asked", places.asked);
  if (asked === undefined) {
    map.turns.delete(id);
    return undefined;
  }
  const answered = await read("answered", places.answered);
  const carded = await read("carded", places.carded);
  return {
    asked,
    ...(answered === undefined ? {} : { answered }),
    ...(carded === undefined ? {} : { carded }),
  };
}

async function titleIn(file: string, { titled }: ChatMap): Promise<string | undefined> {
  if (titled === undefined) return undefined;
  await using handle = await open(file, "r");
  const line = parseLine(await readLineAt(handle, titled));
  return line?.kind === "titled" ? line.title : undefined;
}

async function* turnLines(
  file: string,
  { turns }: ChatMap,
  signal: AbortSignal,
): AsyncGenerator<string> {
  await using handle = await open(file, "r");
  for (const { asked, answered } of [...turns.values()].reverse()) {
    for (const place of [answered, asked]) {
      signal.throwIfAborted();
      if (place !== undefined) yield await readLineAt(handle, place);
    }
  }
}
