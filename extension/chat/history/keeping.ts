// Keeps one chat on disk for the conversation that runs in it. A chat that cannot be read is an empty one to the
// conversation: the log says why, and what is in memory goes on.

import { isFileError } from "../../host/file-errors.ts";
import type { Keeping } from "../turn-list.ts";
import type { ChatReading } from "./chat-reading.ts";
import type { ChatStore } from "./chat-store.ts";

export function keepingOf(
  id: string,
  store: ChatStore,
  log: { warn(message: string): void },
): Keeping {
  let reading: ChatReading | undefined;

  const upToDate = async (): Promise<ChatReading | undefined> => {
    await store.settled();
    try {
      if (reading === undefined) reading = await store.open(id);
      else await reading.refresh();
    } catch (error) {
      if (!isFileError(error)) throw error;
      log.warn(`chat ${id}: cannot be read: ${error.code}`);
      reading = undefined;
    }
    return reading;
  };
  return {
    write: (line) => void store.write(id, [line]),
    writeNow: (line) => store.writeNow(id, line),
    isKept: () => store.isKept(id),
    before: async (turnId, count) => {
      const now = await upToDate();
      const turns = (await now?.before(turnId, count)) ?? [];
      const [first] = turns;
      return { turns, olderCount: first === undefined ? 0 : (now?.olderThan(first.asked.id) ?? 0) };
    },
    find: async (turnId) => (await upToDate())?.find(turnId),
  };
}
