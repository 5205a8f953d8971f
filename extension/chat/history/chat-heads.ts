// What the list of chats shows, kept in an index beside the files: an entry is used while the file has the size and time it
// was made from, and made again from the file otherwise. A lost or damaged index costs time, nothing else.
import { randomUUID } from "node:crypto";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ChatIndex, chatFileVersion, chatIndex } from "../../../core/protocol/chat-file.ts";
import { isFileError } from "../../host/file-errors.ts";
import { readChat } from "./chat-reading.ts";

export type StoredHead = { id: string; title: string; updatedAtMs: number; turnCount: number };

type Entry = ChatIndex["heads"][string];
type Found = { heads: StoredHead[]; newerCount: number };

export async function readHeads(
  folder: string,
  ids: readonly string[],
  log: { warn(message: string): void },
): Promise<Found> {
  const indexFile = path.join(folder, "index.json");
  const known = await readIndex(indexFile);
  const entries: Record<string, Entry> = {};
  let newerCount = 0;
  let isChanged = Object.keys(known).length !== ids.length;
  for (const id of ids) {
    const file = path.join(folder, `${id}.jsonl`);
    const entry = await entryOf(file, known[id], log);
    if (entry === "newer") newerCount += 1;
    else if (entry !== undefined) {
      entries[id] = entry;
      isChanged ||= entry !== known[id];
    }
  }
  if (isChanged && ids.length > 0) await writeIndex(indexFile, entries, log);
  const heads = Object.entries(entries)
    // A file without a turn is what is left of one whose only question was asked again.
    .filter(([, { turnCount }]) => turnCount > 0)
    .map(([id, { title, updatedAtMs, turnCount }]) => ({ id, title, updatedAtMs, turnCount }))
    .sort((one, other) => other.updatedAtMs - one.updatedAtMs);
  return { heads, newerCount };
}

/** Undefined when the file is gone or cannot be read. */
async function entryOf(
  file: string,
  known: Entry | undefined,
  log: { warn(message: string): void },
): Promise<Entry | "newer" | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    if (known?.bytes === size && known.modifiedMs === mtimeMs) return known;
    const reading = await readChat(file);
    if (reading.isNewer()) return "newer";
    return {
      title: await reading.title(),
      updatedAtMs: await reading.updatedAtMs(),
      turnCount: reading.turnCount(),
      ...{ bytes: size, modifiedMs: mtimeMs },
    };
  } catch (error) {
    if (!isFileError(error)) throw error;
    if (error.code !== "ENOENT") log.warn(`chats: one cannot be read: ${error.code}`);
    return undefined;
  }
}

async function readIndex(file: string): Promise<ChatIndex["heads"]> {
  try {
    const read = chatIndex.safeParse(JSON.parse(await readFile(file, "utf8")));
    return read.success ? read.data.heads : {};
  } catch (error) {
    if (isFileError(error) || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Another window may write its own at the same time; whichever stays is checked against the files. */
async function writeIndex(
  file: string,
  heads: ChatIndex["heads"],
  log: { warn(message: string): void },
): Promise<void> {
  const index: ChatIndex = { version: chatFileVersion, heads };
  const written = `${file}.${randomUUID()}`;
  try {
    await writeFile(written, JSON.stringify(index), { mode: 0o600 });
    await rename(written, file);
  } catch (error) {
    if (!isFileError(error)) throw error;
    log.warn(`chats: the index could not be written: ${error.code}`);
  }
}
