// The turns of one conversation: the newest in memory, the older ones on disk until somebody looks at them or a question
// needs to know them. Knows no model and does not know which of them is being answered.

import type { PastTurn } from "../../core/chat/turn.ts";
import type { ChatLine } from "../../core/protocol/chat-file.ts";
import { type TurnView, turnsAtOnce } from "../webview/messages.ts";
import type { StoredTurn } from "./history/chat-reading.ts";
import { createPastTurns } from "./past-turns.ts";
import { type Entry, pastTurn, storedEntry } from "./turn-entry.ts";

/** What is kept of the conversation outside memory. */
export type Keeping = {
  write(line: ChatLine): void;
  /** A last line, at once: the window closes. */
  writeNow(line: ChatLine): void;
  /** Oldest first, with the number of turns before the first of them. */
  before(turnId: string, count: number): Promise<{ turns: StoredTurn[]; olderCount: number }>;
  find(turnId: string): Promise<StoredTurn | undefined>;
  /** False while something of it could not be written: then nothing is let go from memory. */
  isKept(): boolean;
};

export type Restored = { turns: readonly StoredTurn[]; olderCount: number };

export type TurnList = {
  /** Those in memory, oldest first. */
  entries(): readonly Entry[];
  find(turnId: string): Entry | undefined;
  /** In memory, else on disk. */
  findAnywhere(turnId: string): Promise<Entry | undefined>;
  add(entry: Entry): void;
  remove(entry: Entry): void;
  /** How many came before those in memory. */
  olderCount(): number;
  older(beforeTurnId: string): Promise<{ turns: TurnView[]; olderCount: number }>;
  /** What a question knows of the turns before it; without one, of all. */
  past(before?: Entry): Promise<readonly PastTurn[]>;
};

export type TurnListDeps = {
  keeping: Keeping;
  windowTokens: () => number;
};

export function createTurnList(
  { keeping, windowTokens }: TurnListDeps,
  restored: Restored,
): TurnList {
  const entries: Entry[] = restored.turns.map(storedEntry);
  let olderCount = restored.olderCount;
  const pastTurns = createPastTurns({
    windowTokens,
    readBefore: async (turnId, count) => (await keeping.before(turnId, count)).turns,
  });
  const pastOf = rememberPast();
  const indexOf = (turnId: string) => entries.findIndex(({ view }) => view.id === turnId);
  const letGo = () => {
    while (entries.length > turnsAtOnce && keeping.isKept()) {
      const oldest = entries.shift();
      if (oldest === undefined) return;
      if (olderCount > 0) pastTurns.add(pastOf(oldest));
      else pastTurns.forget();
      olderCount += 1;
    }
  };
  return {
    entries: () => entries,
    find: (turnId) => entries[indexOf(turnId)],
    findAnywhere: async (turnId) => {
      const stored = indexOf(turnId) === -1 ? await keeping.find(turnId) : undefined;
      return entries[indexOf(turnId)] ?? (stored && storedEntry(stored));
    },
    add: (entry) => {
      entries.push(entry);
      letGo();
    },
    remove: (entry) => {
      const index = entries.indexOf(entry);
      if (index !== -1) entries.splice(index, 1);
      else {
        olderCount = Math.max(0, olderCount - 1);
        pastTurns.forget();
      }
    },
    olderCount: () => olderCount,
    older: async (beforeTurnId) => {
      const index = indexOf(beforeTurnId);
      if (index > 0) {
        const start = Math.max(0, index - turnsAtOnce);
        const turns = entries.slice(start, index).map(({ view }) => ({ ...view }));
        return { turns, olderCount: olderCount + start };
      }
      const page = await keeping.before(beforeTurnId, turnsAtOnce);
      return { ...page, turns: page.turns.map((stored) => storedEntry(stored).view) };
    },
    past: async (before) => {
      const known = before === undefined ? entries : entries.slice(0, entries.indexOf(before));
      const [first] = entries;
      const older = olderCount > 0 && first ? await pastTurns.before(first.view.id) : [];
      return [...older, ...known.flatMap(pastOf)];
    },
  };
}

/** The same objects of turns that have ended, because what they weigh is remembered by object. */
function rememberPast(): (entry: Entry) => PastTurn[] {
  const known = new WeakMap<Entry, PastTurn>();
  return (entry) => {
    const past = known.get(entry) ?? pastTurn(entry);
    if (past === undefined) return [];
    const { state } = entry.view;
    if (state !== "waiting" && state !== "streaming") known.set(entry, past);
    return [past];
  };
}
