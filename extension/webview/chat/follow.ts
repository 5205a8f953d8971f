// Keeps the end of the conversation in sight while it grows, until the user scrolls up. It knows a scrolling element and its
// content, nothing of turns.

export type Follow = {
  isFollowing(): boolean;
  /** Scrolls to the end and follows again. */
  jump(): void;
  /** Goes to where the user was, as soon as there is enough content to go there. */
  restore(scrollTop: number): void;
};

const nearEndPx = 24;

export function followEnd(
  scroller: HTMLElement,
  content: HTMLElement,
  onChange: () => void,
): Follow {
  let isFollowing = true;
  let lastTop = 0;
  let wantedTop: number | undefined;
  const set = (value: boolean) => {
    if (value === isFollowing) return;
    isFollowing = value;
    onChange();
  };
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
  };
  scroller.addEventListener("scroll", () => {
    const top = scroller.scrollTop;
    const isNearEnd = scroller.scrollHeight - top - scroller.clientHeight <= nearEndPx;
    // Content that grew between two frames leaves the end behind too; only moving up is the user's wish.
    if (isNearEnd) set(true);
    else if (top < lastTop) set(false);
    lastTop = top;
  });
  // After layout, so that reading the height costs no second one.
  const observer = new ResizeObserver(() => {
    if (wantedTop !== undefined) {
      scroller.scrollTop = wantedTop;
      if (scroller.scrollTop >= wantedTop - 1) wantedTop = undefined;
    } else if (isFollowing) {
      toEnd();
    }
  });
  const forget = () => {
    wantedTop = undefined;
  };
  scroller.addEventListener("wheel", forget, { passive: true });
  scroller.addEventListener("pointerdown", forget);
  scroller.addEventListener("keydown", forget);
  observer.observe(content);
  observer.observe(scroller);
  return {
    isFollowing: () => isFollowing,
    jump() {
      wantedTop = undefined;
      toEnd();
      set(true);
    },
    restore(scrollTop) {
      wantedTop = scrollTop;
      set(false);
    },
  };
}
