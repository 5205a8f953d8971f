// For tests: feeds a stream to a watch in pieces, and collects what may go out at once and what only at the end.
import assert from "node:assert/strict";
import type { Random } from "../../../evals/random.ts";
import type { StreamEnd } from "./stream-end.ts";
import { createStreamWatch, type StreamWatchOptions } from "./watch-stream.ts";

export type Watched = Omit<StreamEnd, "rest"> & {
  /** What went out before the end. */
  out: string;
  rest: string;
  firstContent: boolean;
};

export function watchPieces(pieces: readonly Buffer[], options: StreamWatchOptions): Watched {
  const watch = createStreamWatch(options);
  const out = pieces.map((piece) => watch.take(piece)?.toString("latin1") ?? "").join("");
  const { rest, ...end } = watch.end();
  return {
    ...end,
    out: asUtf8(out),
    rest: rest.toString(),
    firstContent: watch.firstContent,
  };
}

export type Cutting = {
  options: StreamWatchOptions;
  random: Random;
  expected: Watched;
  /** Cut in two at this place and at all of so many behind it; in every place unless given. */
  from?: number;
  step?: number;
};

/** However the bytes are cut, the outcome is the same. */
export function assertWatched(
  stream: Buffer,
  { options, random, expected, from = 0, step = 1 }: Cutting,
): void {
  const check = (pieces: Buffer[], how: string) =>
    assert.deepEqual(watchPieces(pieces, options), expected, how);
  check([stream], "in one piece");
  for (let at = from; at <= stream.length; at += step) {
    check([stream.subarray(0, at), stream.subarray(at)], `cut at ${at}`);
  }
  check(
    Array.from(stream, (_, at) => stream.subarray(at, at + 1)),
    "byte by byte",
  );
  for (let round = 0; round < 20; round += 1) {
    const pieces = randomPieces(stream, random);
    check(pieces, `in pieces of ${pieces.map((piece) => piece.length)}`);
  }
}

function randomPieces(stream: Buffer, random: Random): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < stream.length; ) {
    const to = at + random.pick([1, 2, 3, random.int(1, 40), random.int(1, 600)]);
    pieces.push(stream.subarray(at, to));
    at = to;
  }
  return pieces;
}

function asUtf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}
