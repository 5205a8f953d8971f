// The lines that make a copy of turns in another chat. Ids are new, because a turn is found by its id wherever it is.
import type { ChatLine } from "../../../core/protocol/chat-file.ts";
import type { StoredTurn } from "./chat-reading.ts";

export function copiedLines(
  turns: readonly StoredTurn[],
  title: string,
  newId: () => string,
): ChatLine[] {
  if (turns.length === 0) return [];
  const lines = turns.flatMap(({ asked, answered, carded }): ChatLine[] => {
    const id = newId();
    return [
      { ...asked, id },
      ...(answered === undefined ? [] : [{ ...answered, id }]),
      ...(carded === undefined ? [] : [{ ...carded, id }]),
    ];
  });
  return [{ kind: "titled", title }, ...lines];
}
