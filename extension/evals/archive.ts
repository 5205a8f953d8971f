// Asks the archive process about stored runs: it is started when the first question comes, started again after it died, and
// ended when nobody looks any more. What is asked is the caller's business, how lines travel archive-process.ts's.
import type { ArchiveQuestion, ArchiveReply } from "../../core/protocol/evaluation-process.ts";
import {
  ArchiveError,
  type ArchiveOptions,
  type ArchiveProcess,
  startArchive,
  unreadableReply,
} from "./archive-process.ts";

type WithoutNumber<Question> = Question extends unknown ? Omit<Question, "n"> : never;
type Question = WithoutNumber<ArchiveQuestion>;
/** Two load tests are compared otherwise than two evaluations, and only the archive knows which a run is. */
type Answer<Ask extends Question> =
  | Extract<ArchiveReply, { reply: Ask["ask"] }>
  | (Ask["ask"] extends "compare" ? Extract<ArchiveReply, { reply: "compare-load" }> : never);

export type Archive = {
  /** @throws ArchiveError, or the signal's reason when aborted */
  ask<Ask extends Question>(question: Ask, signal: AbortSignal): Promise<Answer<Ask>>;
  /** Ends the process; the next question starts another one. */
  end(): void;
};

/** `launch` says how to start it, each time. */
export function createArchive(launch: () => Promise<ArchiveOptions>): Archive {
  let running: Promise<ArchiveProcess> | undefined;
  let nextNumber = 0;

  const current = async (): Promise<ArchiveProcess> => {
    running ??= launch().then(startArchive);
    const own = running;
    try {
      const found = await own;
      if (!found.hasEnded()) return found;
    } catch (error) {
      if (running === own) running = undefined;
      throw error;
    }
    if (running === own) running = undefined;
    return current();
  };
  return {
    ask: async (question, signal) => {
      const archive = await current();
      nextNumber += 1;
      const reply = await archive.exchange({ ...question, n: nextNumber }, signal);
      if (reply.reply === "failed") throw new ArchiveError(reply.code, reply.message);
      const isLoads = question.ask === "compare" && reply.reply === "compare-load";
      if (reply.reply !== question.ask && !isLoads) throw unreadableReply();
      // The line above has compared what the type says.
      return reply as Answer<typeof question>;
    },
    end: () => {
      void running?.then(
        (archive) => archive.end(),
        () => undefined,
      );
      running = undefined;
    },
  };
}
