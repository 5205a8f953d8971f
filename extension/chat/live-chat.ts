// One chat in memory: its conversation, its composer and what it is called. Does not know whether it is shown.

import { questionTitle } from "./chat-title.ts";
import type { Composer } from "./composer.ts";
import { type Conversation, type ConversationDeps, createConversation } from "./conversation.ts";
import type { Keeping, Restored } from "./turn-list.ts";

export type LiveChat = {
  id: string;
  conversation: Conversation;
  composer: Composer;
  /** Empty before the first question. */
  title(): string;
  rename(title: string): void;
};

export function createLiveChat(
  { id, title, composer }: { id: string; title: string; composer: Composer },
  deps: ConversationDeps,
  restored: Restored,
): LiveChat {
  const keeping = named(deps.keeping, title);
  return {
    ...{ id, composer, title: keeping.title, rename: keeping.rename },
    conversation: createConversation({ ...deps, keeping }, restored),
  };
}

/** Knows what the chat is called: by its first question until somebody gives it a name. */
function named(keeping: Keeping, title: string) {
  let name = title;
  const write: Keeping["write"] = (line) => {
    if (line.kind === "titled") name = line.title;
    else if (line.kind === "asked" && name === "") name = questionTitle(line.title);
    keeping.write(line);
  };
  return {
    ...keeping,
    write,
    title: () => name,
    rename: (to: string) => {
      // A chat without a question is not kept, so there is nothing to rename.
      if (name !== "" && to !== "") write({ kind: "titled", title: to });
    },
  };
}
