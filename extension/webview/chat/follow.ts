// Keeps the end of the conversation in sight while it grows, until the user scrolls up. It knows a scrolling element and its
// content, nothing of turns.

export type Follow = {
  isFollowing(): boolean;
  /** Scrolls to the end and follows again. */
  jump(): void;
  /** Stays where it is from now on. */
  release(): void;
  /** Lets content grow above what is in sight without moving it. */
  keepPlace(change: () => void): void;
};

const nearEndPx = 24;

// A list laid out from its end (column-reverse) would stay there by itself, but then every growth moves all content: a
// quarter more work for the main thread than this.
export function followEnd(
  scroller: HTMLElement,
  content: HTMLElement,
  onChange: () => void,
): Follow {
  let isFollowing = true;
  let lastTop = 0;
  const set = (value: boolean) => {
    if (value === isFollowing) return;
    isFollowing = value;
    onChange();
  };
  /** Pixels above the end, as a number not above zero. */
  const position = () => scroller.scrollTop + scroller.clientHeight - scroller.scrollHeight;
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
    set(position() >= -nearEndPx);
  });
  const observer = new ResizeObserver(() => {
    if (isFollowing) toEnd();
  });
  observer.observe(content);
  observer.observe(scroller);
  return {
    isFollowing: () => isFollowing,
    jump() {
      toEnd();
      set(true);
    },
    release: () => set(false),
    keepPlace(change) {
      const above = position();
      change();
      if (!isFollowing) scroller.scrollTop += above - position();
    },
  };
}
