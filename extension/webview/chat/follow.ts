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
    // Beyond the end is the end; asking where that is would cost a layout.
    scroller.scrollTop = Number.MAX_SAFE_INTEGER;
  };
  scroller.addEventListener("scroll", () => {
    const top = scroller.scrollTop;
    // Content that grew between two frames leaves the end behind too; only moving up is the user's wish.
    const hasMovedUp = top < lastTop;
    lastTop = top;
    if (isFollowing && !hasMovedUp) return;
    set(scroller.scrollHeight - top - scroller.clientHeight <= nearEndPx);
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
