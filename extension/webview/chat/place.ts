// Where the reader is in a conversation: which turn stands at the top and how far it is scrolled past. Heights of turns that
// were never in sight are estimates, so that no number of pixels from either end would hold across a reload.

export type Place = {
  turnId: string;
  /** Pixels from the top of what is in sight to the top of the turn. */
  top: number;
};

export function placeOf(scroller: HTMLElement): Place | undefined {
  const edge = scroller.getBoundingClientRect().top;
  for (const turn of turnsOf(scroller)) {
    const { top, bottom } = turn.getBoundingClientRect();
    if (bottom > edge && turn.dataset.turnId)
      return { turnId: turn.dataset.turnId, top: top - edge };
  }
  return undefined;
}

/** False when the turn is not on screen. */
export function goTo(scroller: HTMLElement, { turnId, top }: Place): boolean {
  const turn = turnsOf(scroller).find(({ dataset }) => dataset.turnId === turnId);
  if (!turn) return false;
  const edge = scroller.getBoundingClientRect().top;
  scroller.scrollTop += turn.getBoundingClientRect().top - edge - top;
  return true;
}

function turnsOf(scroller: HTMLElement): HTMLElement[] {
  return [...scroller.querySelectorAll<HTMLElement>("[data-turn-id]")];
}
