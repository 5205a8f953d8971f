// How fast somebody types, and how long a request should wait for the next key because of it. VS Code has waited 50 ms
// already before it asks. Knows no clock: times come in as arguments.

export type Rhythm = {
  /** Call for every edit; `atMs` is on a monotonic clock. */
  keyAt(atMs: number): void;
  /** Typical gap of the present burst; undefined outside a burst. */
  gapMs(): number | undefined;
};

/** A longer gap is a pause: what is typed after it is a new burst. */
const pauseMs = 800;
const remembered = 12;
/** The most that is added to VS Code's own wait: more would save few requests and cost every pause the same again. */
const mostDebounceMs = 25;
/** VS Code's own wait before it asks (`InlineCompletionsDebounce`, fixed at 50 ms in 1.139). */
export const editorDebounceMs = 50;
/** A suggestion that stands for less than this was not worth asking for. */
const worthSeeingMs = 100;

export function createRhythm(): Rhythm {
  let lastAtMs: number | undefined;
  let isFirstOfBurst = true;
  const gaps: number[] = [];
  return {
    keyAt(atMs) {
      const gap = lastAtMs === undefined ? Number.POSITIVE_INFINITY : atMs - lastAtMs;
      lastAtMs = atMs;
      isFirstOfBurst = gap > pauseMs;
      if (isFirstOfBurst) return;
      gaps.push(gap);
      if (gaps.length > remembered) gaps.shift();
    },
    gapMs() {
      if (isFirstOfBurst || gaps.length === 0) return undefined;
      const sorted = gaps.toSorted((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)];
    },
  };
}

/**
 * 0 where typical gaps leave time to answer and to be seen, 25 ms where only every other answer would be, linear between.
 * `answerMs` is what the model usually takes for one line.
 */
export function debounceMs(gapMs: number | undefined, answerMs: number): number {
  if (gapMs === undefined) return 0;
  const needed = editorDebounceMs + answerMs + worthSeeingMs;
  const share = Math.min(1, Math.max(0, 2 - (2 * gapMs) / needed));
  return Math.round(mostDebounceMs * share);
}
