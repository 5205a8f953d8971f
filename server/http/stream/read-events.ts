// Reads whole events in one pass over their bytes: which answers have ended, whether an error came, where usage stands, and
// from where on events have to be held back. Parses nothing but errors.
import { firstEvent, isBlank, lineFeed, payloadOf } from "./events.ts";
import {
  choiceIndex,
  doneMark,
  errorWord,
  finishKey,
  isAt,
  isText,
  nameAt,
  openBrace,
  openBracket,
  quote,
  usageKey,
  valueAfter,
} from "./marks.ts";
import { type UpstreamError, upstreamErrorOf } from "./upstream-error.ts";

/** What has been read of one stream. */
export type Reading = {
  /** Answers per prompt. */
  readonly n: number;
  /** Answers the request asks for in all. */
  readonly choices: number;
  /** How many have their finish_reason. */
  finished: number;
  /** The last finish_reason. */
  finish: string | undefined;
  /** `[DONE]` came. */
  isDone: boolean;
  /** The last event read belongs to what is held back. */
  isHolding: boolean;
  /** Nothing that comes now may go out before the end. */
  isOver: boolean;
  error: UpstreamError | undefined;
  /** Where the latest counts stand; with several answers also those of each, because vLLM tells them apart. */
  usage: EventPlace | undefined;
  readonly usageOfChoice: Map<number, EventPlace> | undefined;
};

/** An event of a piece, by its beginning. */
export type EventPlace = { events: Buffer; from: number };

export function newReading(n: number, prompts: number): Reading {
  const choices = n * prompts;
  return {
    n,
    choices,
    finished: 0,
    finish: undefined,
    isDone: false,
    isHolding: false,
    isOver: false,
    error: undefined,
    usage: undefined,
    usageOfChoice: choices > 1 ? new Map() : undefined,
  };
}

/** Up to where these events may go out; -1 when not even what is held back already may. */
export function readEvents(reading: Reading, events: Buffer): number {
  let openTo = reading.isHolding ? -1 : events.length;
  let eventFrom = 0;
  let lineFrom = 0;
  const last = events.length - 1;
  for (let at = 0; at < events.length; at += 1) {
    let byte = events[at] ?? 0;
    // Nearly all bytes end here: a loop of its own doubles the speed.
    while (byte !== quote && byte !== lineFeed && byte !== openBracket && at < last) {
      at += 1;
      byte = events[at] ?? 0;
    }
    if (byte === lineFeed) {
      if (isBlank(events, lineFrom, at)) eventFrom = at + 1;
      lineFrom = at + 1;
    } else if (byte === quote) {
      const letter = events[at + 1];
      if (letter === 0x66 && isAt(events, at, finishKey)) {
        if (!reading.isOver) openTo = readFinish(reading, events, { at, eventFrom, openTo });
      } else if (letter === 0x75 && isAt(events, at, usageKey)) {
        noteUsage(reading, events, at, eventFrom);
      } else if (letter === 0x65 && isAt(events, at, errorWord)) {
        reading.error ??= upstreamErrorOf(payloadOf(firstEvent(events, eventFrom)));
      }
    } else if (byte === openBracket && isDone(events, at, lineFrom)) {
      reading.isDone = true;
      reading.isOver = true;
      if (openTo === events.length) openTo = eventFrom;
    }
  }
  reading.isHolding = openTo < events.length;
  return openTo;
}

/** The line that begins at `lineFrom` is the data `[DONE]`, with or without a space. */
function isDone(events: Buffer, at: number, lineFrom: number): boolean {
  const before = at - lineFrom;
  return (before === 5 || before === 6) && events[lineFrom] === 0x64 && isAt(events, at, doneMark);
}

/**
 * An event that ends one of several answers waits as well, in case no other answer follows: a server may give fewer than
 * it was asked for.
 */
function readFinish(
  reading: Reading,
  events: Buffer,
  { at, eventFrom, openTo }: { at: number; eventFrom: number; openTo: number },
): number {
  const value = valueAfter(events, at + finishKey.length);
  if (value < 0) return openTo;
  if (!isText(events, value)) return events.length;
  reading.finish = nameAt(events, value);
  reading.finished += 1;
  reading.isOver = reading.finished >= reading.choices;
  return eventFrom;
}

function noteUsage(reading: Reading, events: Buffer, at: number, eventFrom: number): void {
  const value = valueAfter(events, at + usageKey.length);
  if (events[value] !== openBrace) return;
  const place = { events, from: eventFrom };
  reading.usage = place;
  if (reading.usageOfChoice === undefined) return;
  const index = choiceIndex(events, eventFrom, at);
  // Counts that stand beside no answer are those of all.
  if (index === undefined) reading.usageOfChoice.clear();
  else reading.usageOfChoice.set(index, place);
}
