// Tries a judge on answers whose worth is known: good ones, subtly wrong ones, long wrong ones, and ones that talk to the
// judge. Who does not tell them apart may not gate anything.
import { createLimiter } from "../runner/limiter.ts";
import type { Subject } from "../runner/solver.ts";
import { rate, ratingIn } from "./judge.ts";
import planted from "./planted-answers.json" with { type: "json" };

export type Calibration = { right: number; of: number };

/** The id under which a planted answer is put to a judge. */
export function plantedId(name: string): string {
  return `calibration.${name}#0.0`;
}

/** `concurrency`: answers put to it at a time. @throws as Subject.ask */
export async function calibrate(
  judge: Subject,
  concurrency: number,
  signal: AbortSignal,
): Promise<Calibration> {
  const limiter = createLimiter(concurrency);
  const verdicts = await Promise.all(
    planted.map(({ name, question, answer, least, most }) =>
      limiter.run(async () => {
        const toRate = { instance: plantedId(name), question, answer };
        const rating = ratingIn((await rate(judge, toRate, signal)).text);
        return rating !== null && rating >= least && rating <= most;
      }),
    ),
  );
  return { right: verdicts.filter(Boolean).length, of: planted.length };
}
