// What a question may know of the turns before those in memory: read from the chat's file once it is needed, as far back as
// the window could hold. The same objects are given every time, because what they weigh is remembered by object.

import type { PastTurn } from "../../core/chat/turn.ts";
import { turnsAtOnce } from "../webview/messages.ts";
import type { StoredTurn } from "./history/chat-reading.ts";
import { pastTurn, storedEntry } from "./turn-entry.ts";

export type PastTurns = {
  /** Those before a turn, oldest first. */
  before(turnId: string): Promise<readonly PastTurn[]>;
  /** A turn leaves memory: it is the newest of those before. */
  add(turn: readonly PastTurn[]): void;
  /** Reads again when it is needed. */
  forget(): void;
};

export type PastTurnsDeps = {
  readBefore: (turnId: string, count: number) => Promise<StoredTurn[]>;
  /** More than this is never sent. */
  windowTokens: () => number;
};

/** Fewer characters a token than any text has, so that nothing is missing that would have fitted. */
const charactersPerToken = 5;

export function createPastTurns({ readBefore, windowTokens }: PastTurnsDeps): PastTurns {
  let known: Promise<PastTurn[]> | undefined;

  const read = async (turnId: string) => {
    const room = windowTokens() * charactersPerToken;
    const past: PastTurn[] = [];
    let first = turnId;
    for (let characters = 0; characters < room; ) {
      const page = await readBefore(first, turnsAtOnce);
      const turns = page.map((stored) => pastTurn(storedEntry(stored))).filter(isTurn);
      past.unshift(...turns);
      characters += turns.reduce((sum, turn) => sum + charactersOf(turn), 0);
      const [oldest] = page;
      if (oldest === undefined || page.length < turnsAtOnce) break;
      first = oldest.asked.id;
    }
    return past;
  };
  return {
    before: (turnId) => {
      known ??= read(turnId);
      return known;
    },
    add: (turn) => {
      known = known?.then((past) =>
        newest([...past, ...turn], windowTokens() * charactersPerToken),
      );
    },
    forget: () => {
      known = undefined;
    },
  };
}

/** As many as the window could hold, and one more. */
function newest(past: PastTurn[], room: number): PastTurn[] {
  let characters = 0;
  const start = past.findLastIndex((turn) => {
    characters += charactersOf(turn);
    return characters > room;
  });
  return start <= 0 ? past : past.slice(start);
}

function isTurn(turn: PastTurn | undefined): turn is PastTurn {
  return turn !== undefined;
}

function charactersOf({ turn, answer }: PastTurn): number {
  return answer.length + turn.question.length + JSON.stringify(turn.references).length;
}
