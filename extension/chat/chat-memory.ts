// What this window remembers between reloads: which chat was shown, and what was being typed in each. Texts that are typed
// are written when the typing pauses.

import type { SetTimer } from "../../core/model/inactivity.ts";
import { chatIdPattern } from "./history/chat-id.ts";

/** VS Code's memory of a workspace, as far as it is needed. */
export type Memento = {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
};

export type ChatMemory = {
  shownId(): string | undefined;
  show(id: string): void;
  draft(id: string): string;
  keepDraft(id: string, text: string): void;
  forget(id: string): void;
  /** Writes what has not been written yet. */
  flush(): void;
};

const keys = { shown: "chat.shown", drafts: "chat.drafts" };
const pauseMs = 500;
/** A draft is something typed; what is longer was pasted, and is not worth slowing down every start of the window. */
const longestDraft = 100_000;
const mostDrafts = 50;

export function createChatMemory(memento: Memento, setTimer: SetTimer): ChatMemory {
  const drafts = readDrafts(memento.get(keys.drafts));
  let cancelPause: (() => void) | undefined;

  const flush = () => {
    if (cancelPause === undefined) return;
    cancelPause();
    cancelPause = undefined;
    void memento.update(keys.drafts, [...drafts].slice(-mostDrafts));
  };
  const keepDraft = (id: string, text: string) => {
    if ((drafts.get(id) ?? "") === text) return;
    // The newest is the last.
    drafts.delete(id);
    if (text.trim() !== "") drafts.set(id, text.slice(0, longestDraft));
    cancelPause?.();
    cancelPause = setTimer(flush, pauseMs);
  };
  return {
    shownId: () => {
      const id = memento.get(keys.shown);
      return typeof id === "string" && chatIdPattern.test(id) ? id : undefined;
    },
    show: (id) => void memento.update(keys.shown, id),
    draft: (id) => drafts.get(id) ?? "",
    keepDraft,
    forget: (id) => keepDraft(id, ""),
    flush,
  };
}

/** What another version wrote is looked at piece by piece. */
function readDrafts(kept: unknown): Map<string, string> {
  const drafts = new Map<string, string>();
  for (const pair of Array.isArray(kept) ? kept : []) {
    const [id, text]: unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof id === "string" && typeof text === "string") drafts.set(id, text);
  }
  return drafts;
}
