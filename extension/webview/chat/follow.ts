// Keeps the end of the conversation in sight while it grows, until the user scrolls up. The style sheet lays the scrolling
// element out from its end, so the browser itself stays there; this file only knows whether it does.

export type Follow = {
  isFollowing(): boolean;
  /** Pixels above the end, as a number below zero. */
  position(): number;
  /** Scrolls to the end and follows again. */
  jump(): void;
  /** Goes to where the user was; all content must be there. */
  restore(position: number): void;
};

/** Zoom leaves fractions of a pixel. */
const atEndPx = 2;

export function followEnd(scroller: HTMLElement, onChange: () => void): Follow {
  let isFollowing = true;
  const set = (value: boolean) => {
    if (value === isFollowing) return;
    isFollowing = value;
    onChange();
  };
  scroller.addEventListener("scroll", () => set(-scroller.scrollTop <= atEndPx));

  return {
    isFollowing: () => isFollowing,
    position: () => scroller.scrollTop,
    jump() {
      scroller.scrollTop = 0;
      set(true);
    },
    restore(position) {
      scroller.scrollTop = position;
    },
  };
}
