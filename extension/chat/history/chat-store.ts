// The chats of a workspace on disk: one file each, appended to and never rewritten, so that two windows can add to the same
// one and neither takes anything from the other. Knows no editor; what the lines mean to a conversation is not its business.
import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { type ChatLine, chatFileVersion } from "../../../core/protocol/chat-file.ts";
import { isFileError } from "../../host/file-errors.ts";
import { readHeads, type StoredHead } from "./chat-heads.ts";
import { chatIdPattern } from "./chat-id.ts";
import { type ChatReading, readChat } from "./chat-reading.ts";
import { searchChat, type Wanted, wanted } from "./chat-search.ts";
import { appendLines, appendLinesNow } from "./line-file.ts";

export type ChatList = {
  /** Newest first. */
  heads: StoredHead[];
  /** Chats of a newer Tandem, which are left alone. */
  newerCount: number;
};

export type ChatStore = {
  list(): Promise<ChatList>;
  /** Chats that hold the words, with a piece of the text; newest first. @throws the signal's reason */
  search(query: string, signal: AbortSignal): Promise<(StoredHead & { excerpt: string })[]>;
  /** Undefined when there is none, or when a newer Tandem wrote it. */
  open(id: string): Promise<ChatReading | undefined>;
  /** Whether there is a file of it, even one that `open` cannot read. */
  exists(id: string): Promise<boolean>;
  /** Never rejects: what could not be written is written with the next lines of the same chat. */
  write(id: string, lines: readonly ChatLine[]): Promise<void>;
  /** A last line, and what waits of its chat, without waiting: the window closes. */
  writeNow(id: string, line?: ChatLine): void;
  /** The same with what waits of all chats. */
  flushNow(): void;
  /** False while something of this chat could not be written. */
  isKept(id: string): boolean;
  remove(id: string): Promise<void>;
  /** Resolves when everything that was given is on disk or has failed. */
  settled(): Promise<void>;
};

export type ChatStoreDeps = {
  folder: string;
  now: () => number;
  log: { warn(message: string): void };
  /** Told when lines could not be written. */
  onFailure: (error: Error) => void;
};

export const mostFound = 50;

export function createChatStore({ folder, now, log, onFailure }: ChatStoreDeps): ChatStore {
  const unwritten = new Map<string, readonly string[]>();
  /** Chats of which the last lines could not be written. */
  const failing = new Set<string>();
  const told = new Map<string, number>();
  let queue: Promise<void> = Promise.resolve();

  const fileOf = (id: string) => path.join(folder, `${id}.jsonl`);
  const head = (id: string) =>
    JSON.stringify({
      ...{ kind: "chat", version: chatFileVersion, id, createdAtMs: now() },
    } satisfies ChatLine);
  /** One line of the log for what is found damaged, however often it is read. */
  const tellOfDamage = (id: string, count: number) => {
    if (count > (told.get(id) ?? 0)) log.warn(`chat ${id}: ${count} damaged lines were skipped`);
    told.set(id, Math.max(count, told.get(id) ?? 0));
  };
  /** Lines stay here until they are written: the window may close on the way. */
  const written = (id: string, count: number) => {
    const left = unwritten.get(id)?.slice(count) ?? [];
    if (left.length === 0) unwritten.delete(id);
    else unwritten.set(id, left);
    failing.delete(id);
  };
  const append = async (id: string) => {
    const lines = [...(unwritten.get(id) ?? [])];
    if (lines.length === 0) return;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await appendLines(fileOf(id), lines, head(id));
      written(id, lines.length);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failing.add(id);
      onFailure(error);
    }
  };
  const open = async (id: string) => {
    await queue;
    try {
      const reading = await readChat(fileOf(id), (count) => tellOfDamage(id, count));
      return reading.isNewer() ? undefined : reading;
    } catch (error) {
      return missing(error, id);
    }
  };
  /** What cannot be read is as good as not there; the log says why. */
  const missing = (error: unknown, what: string): undefined => {
    if (!isFileError(error)) throw error;
    if (error.code !== "ENOENT") log.warn(`chats: ${what} cannot be read: ${error.code}`);
    return undefined;
  };
  const excerptOf = async (id: string, words: Wanted, signal: AbortSignal) => {
    const reading = await open(id);
    try {
      return reading && (await searchChat(reading, words, signal));
    } catch (error) {
      signal.throwIfAborted();
      return missing(error, id);
    }
  };
  const namesInFolder = async () => {
    try {
      return await readdir(folder);
    } catch (error) {
      return missing(error, "the folder") ?? [];
    }
  };
  const list = async () => {
    await queue;
    return readHeads(folder, idsOf(await namesInFolder()), log);
  };
  const writeNow = (id: string, line?: ChatLine) => {
    const lines = [...(unwritten.get(id) ?? []), ...(line ? [JSON.stringify(line)] : [])];
    if (lines.length === 0) return;
    try {
      appendLinesNow(fileOf(id), lines, head(id));
      written(id, lines.length);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      onFailure(error);
    }
  };
  return {
    list,
    search: async (query, signal) => {
      const words = wanted(query);
      const found: (StoredHead & { excerpt: string })[] = [];
      if (words === undefined) return found;
      for (const each of (await list()).heads) {
        signal.throwIfAborted();
        const excerpt = await excerptOf(each.id, words, signal);
        const isFound = excerpt !== undefined || words.inText.test(each.title);
        if (isFound) found.push({ ...each, excerpt: excerpt ?? "" });
        if (found.length === mostFound) break;
      }
      return found;
    },
    open,
    exists: async (id) => {
      await queue;
      return existsSync(fileOf(id));
    },
    write: (id, lines) => {
      if (lines.length === 0) return queue;
      const waiting = unwritten.get(id) ?? [];
      unwritten.set(id, [...waiting, ...lines.map((line) => JSON.stringify(line))]);
      queue = queue.then(() => append(id));
      return queue;
    },
    writeNow,
    flushNow: () => {
      for (const id of [...unwritten.keys()]) writeNow(id);
    },
    isKept: (id) => !failing.has(id),
    remove: async (id) => {
      unwritten.delete(id);
      failing.delete(id);
      const removed = queue.then(() => rm(fileOf(id), { force: true }));
      // One file that cannot be deleted keeps no other from being written.
      queue = removed.catch((error: unknown) => missing(error, id));
      await removed;
    },
    settled: () => queue,
  };
}

/** Whatever else lies in the folder is not looked at. */
function idsOf(names: readonly string[]): string[] {
  return names
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => name.slice(0, -".jsonl".length))
    .filter((id) => chatIdPattern.test(id));
}
