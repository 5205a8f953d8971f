// Bounds of histograms, in seconds or tokens. vLLM's own where it measures the same, so that both pages can be laid over each
// other; OpenTelemetry's where its conventions give them.

export const ttftBuckets = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
  160, 640, 2560,
];

export const tpotBuckets = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
];

/** vLLM's begin at 0.3 s, above most inline completions. */
export const durationBuckets = [
  0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960,
  1920, 7680,
];

/** Waiting begins below a millisecond. */
export const queueBuckets = [0.001, 0.005, 0.02, 0.1, ...durationBuckets.slice(3)];

/** What the gateway adds is counted in parts of a millisecond. */
export const overheadBuckets = [
  0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1,
];

export const genAiTokenBuckets = Array.from({ length: 14 }, (_, index) => 4 ** index);

export const genAiDurationBuckets = Array.from({ length: 14 }, (_, index) => 2 ** index / 100);

export const genAiTtftBuckets = ttftBuckets.filter((bound) => bound <= 10);

export const genAiTpotBuckets = tpotBuckets.filter((bound) => bound <= 2.5);
