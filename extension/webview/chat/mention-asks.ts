// Asks the host for things to mention and hands each answer to whoever asked last; answers to older asks are dropped.
import type { MentionItem } from "../messages.ts";

export type MentionAsks = {
  /** Undefined when somebody asked anew before the answer came. */
  find(query: string): Promise<FoundMentions | undefined>;
  answer(ask: number, found: FoundMentions): void;
};

/** `note` says what the list cannot hold. */
export type FoundMentions = { items: readonly MentionItem[]; note?: string };

export function mentionAsks(post: (ask: number, query: string) => void): MentionAsks {
  let ask = 0;
  let waiting: ((found: FoundMentions | undefined) => void) | undefined;
  const settle = (answered: FoundMentions | undefined) => {
    const resolve = waiting;
    waiting = undefined;
    resolve?.(answered);
  };
  return {
    find: (query) => {
      settle(undefined);
      ask += 1;
      const found = new Promise<FoundMentions | undefined>((resolve) => {
        waiting = resolve;
      });
      post(ask, query);
      return found;
    },
    answer: (answered, found) => {
      if (answered === ask) settle(found);
    },
  };
}
