// What features can ask of the editor's surroundings: things to mention, and the references they become. Types only.

import type { ImageReference, Reference } from "../../../core/chat/reference.ts";
import type { MentionItem } from "../../webview/messages.ts";

/** `note` is said when the list cannot hold everything there is. */
export type FoundMentions = { items: MentionItem[]; note?: string };

/** Why something was not attached, in one sentence with the next step. */
export type NotAttached = { refusal: string };

export type EditorContext = {
  /** What may be mentioned for a query: `""`, words, or a kind with words such as `file:cart`. The best first, at most 50. */
  findMentions(query: string, signal: AbortSignal): Promise<FoundMentions>;
  /** The references of an item that `findMentions` gave. Picking a secret file by hand is what lets it go along. */
  resolveMention(id: string, signal: AbortSignal): Promise<readonly Reference[] | NotAttached>;
  /** For commands on files and folders, as the explorer calls them. */
  resolvePath(uri: unknown, signal: AbortSignal): Promise<readonly Reference[] | NotAttached>;
  /** The last command that ended in a terminal with shell integration, or what is selected there. */
  terminal(signal: AbortSignal): Promise<readonly Reference[] | NotAttached>;
  /** Checks type and size, and asks the chat model whether it sees images. */
  image(
    given: { name: string; mediaType: string; base64: string },
    signal: AbortSignal,
  ): Promise<ImageReference | NotAttached>;
  /** From AGENTS.md and .tandem/instructions.md of trusted workspace folders; empty when there are none. */
  instructions(signal: AbortSignal): Promise<string>;
};
