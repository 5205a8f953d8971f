// The cards of a conversation's turns, and who carries out their buttons: whoever asked, or whoever set the card. Where
// neither is there any more, a card says so.

import type { OnCardAction } from "../host/answers/ask-chat.ts";
import type { Card, CardActionId } from "../webview/messages.ts";
import { needsOwner, restoredCard } from "./cards.ts";
import type { Entry } from "./turn-entry.ts";
import type { TurnList } from "./turn-list.ts";

export type TurnCards = {
  /** `onCardAction` takes the buttons of this card instead of whoever asked. */
  set(turnId: string, card: Card, onCardAction?: OnCardAction): Promise<void>;
  /** False when nobody waits for the button any more. */
  act(turnId: string, action: CardActionId, path?: string): Promise<boolean>;
  /** Whether a card waits for a decision that only this window can carry out. */
  hasDecisions(): boolean;
};

export function createTurnCards(turns: TurnList, onChange: (entry: Entry) => void): TurnCards {
  const setters = new Map<string, OnCardAction>();
  const ownerOf = (turnId: string) =>
    setters.get(turnId) ?? turns.find(turnId)?.question.onCardAction;
  const set = async (turnId: string, card: Card, onCardAction?: OnCardAction) => {
    const entry = await turns.findAnywhere(turnId);
    if (entry === undefined) return;
    entry.view.card = card;
    if (onCardAction !== undefined) setters.set(turnId, onCardAction);
    onChange(entry);
  };
  return {
    set,
    act: async (turnId, action, path) => {
      const owner = ownerOf(turnId);
      owner?.(action, path);
      if (owner !== undefined || path !== undefined) return owner !== undefined;
      const card = (await turns.findAnywhere(turnId))?.view.card;
      if (card !== undefined) await set(turnId, restoredCard(card));
      return false;
    },
    hasDecisions: () =>
      turns.entries().some(({ view }) => ownerOf(view.id) !== undefined && needsOwner(view.card)),
  };
}
