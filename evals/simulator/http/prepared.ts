// A generation request that was understood and checked: what the engine has to compute and how each piece is written.
// Both generation routes end here; from here on nothing knows which one it was.
import type { Delta } from "../generation/answer.ts";
import type { Plan } from "../generation/plan.ts";
import type { Ending } from "../protocol/chat-response.ts";
import type { Sampling } from "../protocol/sampling.ts";

export type Choice = { index: number; promptTokens: readonly number[]; plan: Plan };

/** Some neighbouring tokens of one choice as they go out together. */
export type Piece = {
  index: number;
  delta: Delta;
  tokens: readonly number[];
  ending?: Ending;
};

export type Prepared = Rendering & {
  sampling: Sampling;
  choices: readonly Choice[];
  /** Every prompt once, however many choices it has. */
  promptTokens: number;
};

/** How each part of the answer is written on its route. */
export type Rendering = {
  /** What a stream sends for a choice before its first piece. */
  opening(index: number): Record<string, unknown> | undefined;
  chunk(piece: Piece): Record<string, unknown>;
  usage(usage: Record<string, unknown>): Record<string, unknown>;
  whole(pieces: readonly WholePiece[], usage: Record<string, unknown>): Record<string, unknown>;
};

export type WholePiece = {
  index: number;
  deltas: readonly Delta[];
  tokens: readonly number[];
  ending: Ending;
};
