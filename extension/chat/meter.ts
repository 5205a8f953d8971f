// Keeps the view's meter true: how full the window would be if what is in the composer were sent now. It is measured when
// something changed and the typing pauses; where no window is known there is no meter.

import { measureContext } from "../../core/chat/context-meter.ts";
import type { Cut } from "../../core/chat/cut.ts";
import { readTyped } from "../../core/chat/slash-commands.ts";
import type { Budget, PastTurn, Turn } from "../../core/chat/turn.ts";
import { withoutImages } from "../../core/chat/unseen-images.ts";
import type { SetTimer } from "../../core/model/inactivity.ts";
import { cutWords } from "../host/answers/cut-words.ts";
import type { ContextMeter, HostMessage } from "../webview/messages.ts";
import type { Composer } from "./composer.ts";

export type Meter = {
  /** Something that counts has changed. */
  changed(): void;
  /** As it was told last. */
  now(): ContextMeter | undefined;
  dispose(): void;
};

/** The window of the model that would answer, and whether it takes images where that is known. */
export type Room = Budget & { seesImages?: boolean };

export type MeterDeps = {
  composer: () => Composer;
  past: () => Promise<readonly PastTurn[]>;
  instructions: () => Promise<string>;
  /** Undefined when it is not known. Never rejects. */
  room: (signal: AbortSignal) => Promise<Room | undefined>;
  post: (message: HostMessage) => void;
  setTimer: SetTimer;
};

const pauseMs = 150;

export function createMeter(deps: MeterDeps): Meter {
  const { composer, post, setTimer } = deps;
  let cancelPause: (() => void) | undefined;
  let measuring: AbortController | undefined;
  let told: ContextMeter | undefined;

  const measure = async () => {
    measuring = new AbortController();
    const { signal } = measuring;
    const room = await deps.room(signal);
    const [past, instructions] = await Promise.all([deps.past(), deps.instructions()]);
    if (signal.aborted) return;
    const turn = turnOf(composer());
    const known = turn.prompt === "chat" ? past : [];
    const meter = room && meterOf(turn, known, room, instructions);
    if (JSON.stringify(meter) === JSON.stringify(told)) return;
    told = meter;
    post({ type: "meter", ...(meter === undefined ? {} : { meter }) });
  };
  return {
    changed: () => {
      measuring?.abort();
      cancelPause?.();
      cancelPause = setTimer(() => void measure(), pauseMs);
    },
    now: () => told,
    dispose: () => {
      measuring?.abort();
      cancelPause?.();
    },
  };
}

function turnOf(composer: Composer): Turn {
  const references = composer.references();
  const typed = readTyped(composer.draft());
  if (typed.kind !== "command") return { prompt: "chat", question: composer.draft(), references };
  return { prompt: typed.command.prompt, question: typed.words, references };
}

function meterOf(
  turn: Turn,
  past: readonly PastTurn[],
  { seesImages, ...budget }: Room,
  instructions: string,
): ContextMeter {
  const sent = seesImages === false ? withoutImages(turn, past) : { turn, past, unseen: 0 };
  const { cuts, ...measured } = measureContext(sent.turn, sent.past, budget, instructions);
  const unseen: Cut[] = sent.unseen > 0 ? [{ what: "images", count: sent.unseen, name: "" }] : [];
  return { ...measured, leftOut: [...unseen, ...cuts].map(cutWords) };
}
