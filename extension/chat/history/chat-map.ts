// Where in a chat's file everything lies: the order of turns and the lines that make them, found by the beginnings of the
// lines. What the lines hold is read later, and only where somebody looks. Pure.
import { type ChatLine, chatFileVersion, chatLine } from "../../../core/protocol/chat-file.ts";
import type { FoundLine, LinePlace } from "./line-file.ts";

export type TurnPlaces = { asked: LinePlace; answered?: LinePlace; carded?: LinePlace };

export type ChatMap = {
  version: number;
  titled?: LinePlace;
  /** Oldest first. */
  turns: Map<string, TurnPlaces>;
  /** Where lines lie that say nothing. */
  damaged: Set<number>;
};

export function emptyMap(): ChatMap {
  return { version: chatFileVersion, turns: new Map(), damaged: new Set() };
}

/** A line that is noted twice counts once. */
export function noteLine(map: ChatMap, line: FoundLine): void {
  const place = { offset: line.offset, bytes: line.bytes };
  const { kind, version, id } = readBeginning(line.beginning);
  const turn = map.turns.get(id);
  if (!line.isWhole) map.damaged.add(line.offset);
  else if (kind === "chat") map.version = version;
  else if (kind === "titled") map.titled = place;
  else if (kind === "asked") map.turns.set(id, { ...turn, asked: place });
  else if (kind === "removed") map.turns.delete(id);
  else if (kind !== "answered" && kind !== "carded") map.damaged.add(line.offset);
  // Of a turn that was removed, or whose question is damaged, nothing can be shown.
  else if (turn !== undefined) turn[kind] = place;
}

/** Undefined for a line that is none of ours. */
export function parseLine(text: string): ChatLine | undefined {
  const read = chatLine.safeParse(parseJson(text));
  return read.success ? read.data : undefined;
}

/** Every line is written with its kind first, and right behind it the version or the id where it has one. */
const beginning =
  /^\{"kind":"(?<kind>[a-z]+)"(?:,"version":(?<version>\d+))?(?:,"id":"(?<id>[^"\\]*)")?/;

function readBeginning(text: string): { kind: string; version: number; id: string } {
  const { kind = "", version = chatFileVersion, id = "" } = beginning.exec(text)?.groups ?? {};
  return { kind, version: Number(version), id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
