// Gathers the pieces of a streaming answer into few messages: the first piece goes out at once, what follows at most
// once an interval. Knows no clock of its own and no webview.

import type { SetTimer } from "../../core/model/inactivity.ts";

export type Delta = { seq: number; text: string; reasoning: string };

export type DeltaBatch = {
  push(piece: { text?: string; reasoning?: string }): void;
  /** Sends what is left and ends the batch. */
  finish(): void;
};

export type DeltaBatchOptions = {
  send: (delta: Delta) => void;
  setTimer: SetTimer;
  intervalMs: number;
};

export function batchDeltas({ send, setTimer, intervalMs }: DeltaBatchOptions): DeltaBatch {
  let seq = 0;
  let text = "";
  let reasoning = "";
  let cancelPause: (() => void) | undefined;

  const flush = () => {
    const delta = { seq, text, reasoning };
    seq += 1;
    text = "";
    reasoning = "";
    send(delta);
    cancelPause = setTimer(endPause, intervalMs);
  };
  const isEmpty = () => text === "" && reasoning === "";
  const endPause = () => {
    cancelPause = undefined;
    if (!isEmpty()) flush();
  };
  return {
    push: (piece) => {
      text += piece.text ?? "";
      reasoning += piece.reasoning ?? "";
      if (cancelPause === undefined && !isEmpty()) flush();
    },
    finish: () => {
      cancelPause?.();
      if (!isEmpty()) flush();
      cancelPause?.();
    },
  };
}
