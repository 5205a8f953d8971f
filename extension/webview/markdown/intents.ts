// What a reader can ask of rendered Markdown, as DOM events that bubble to whoever placed it: copy this text, open this
// link, do something with this code. The Markdown itself neither reaches the clipboard nor follows a link.
import type { CodeBlockAction } from "../messages.ts";

export type MarkdownIntents = {
  "markdown-copy": string;
  "markdown-open": string;
  "markdown-code": { action: CodeBlockAction; info: string; code: string };
};

export function announceIntent<Name extends keyof MarkdownIntents>(
  from: EventTarget,
  name: Name,
  detail: MarkdownIntents[Name],
): void {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

export function onIntent<Name extends keyof MarkdownIntents>(
  on: EventTarget,
  name: Name,
  listener: (detail: MarkdownIntents[Name], from: EventTarget | null) => void,
): void {
  on.addEventListener(name, (event) => {
    if (event instanceof CustomEvent) listener(event.detail, event.target);
  });
}
