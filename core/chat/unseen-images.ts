// A conversation as a model without vision can take it: without its images. Knows no model.

import type { PastTurn, Turn } from "./turn.ts";

export type Seen = {
  turn: Turn;
  past: readonly PastTurn[];
  /** How many images were left out. */
  unseen: number;
};

export function withoutImages(turn: Turn, past: readonly PastTurn[]): Seen {
  let unseen = 0;
  const blind = (asked: Turn): Turn => {
    const references = asked.references.filter(({ kind }) => kind !== "image");
    unseen += asked.references.length - references.length;
    return { ...asked, references };
  };
  return {
    turn: blind(turn),
    past: past.map(({ turn: asked, answer }) => ({ turn: blind(asked), answer })),
    unseen,
  };
}
