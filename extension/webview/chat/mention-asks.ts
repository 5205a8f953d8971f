// Asks the host for things to mention and hands each answer to whoever asked last; answers to older asks are dropped.
import type { MentionItem } from "../messages.ts";

export type MentionAsks = {
  /** Undefined when somebody asked anew before the answer came. */
  find(query: string): Promise<readonly MentionItem[] | undefined>;
  answer(ask: number, items: readonly MentionItem[]): void;
};

export function mentionAsks(post: (ask: number, query: string) => void): MentionAsks {
  let ask = 0;
  let waiting: ((items: readonly MentionItem[] | undefined) => void) | undefined;
  const settle = (items: readonly MentionItem[] | undefined) => {
    const resolve = waiting;
    waiting = undefined;
    resolve?.(items);
  };
  return {
    find: (query) => {
      settle(undefined);
      ask += 1;
      const found = new Promise<readonly MentionItem[] | undefined>((resolve) => {
        waiting = resolve;
      });
      post(ask, query);
      return found;
    },
    answer: (answered, items) => {
      if (answered === ask) settle(items);
    },
  };
}
