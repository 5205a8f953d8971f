// The commands that may begin a message, such as `/fix`, and what each does. They do what the palette's commands do.
import type { PromptName } from "./prompt.ts";

export type SlashCommandName = "explain" | "review" | "fix" | "tests" | "doc" | "commit";

export type SlashCommand = { name: SlashCommandName; prompt: PromptName };

/** In the order in which they are listed. */
export const slashCommands: readonly SlashCommand[] = [
  { name: "explain", prompt: "explain" },
  { name: "review", prompt: "review" },
  { name: "fix", prompt: "fix" },
  { name: "tests", prompt: "tests" },
  { name: "doc", prompt: "doc" },
  { name: "commit", prompt: "commit" },
];

export type TypedMessage =
  | { kind: "command"; command: SlashCommand; words: string }
  | { kind: "unknown"; name: string }
  | { kind: "question"; words: string };

/** Reads what was typed. A path such as `/usr/bin` is no command; `//` at the start writes a slash. */
export function readTyped(text: string): TypedMessage {
  const words = text.trim();
  if (words.startsWith("//")) return { kind: "question", words: words.slice(1) };
  const [, name = "", rest = ""] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(words) ?? [];
  if (name === "") return { kind: "question", words };
  const command = slashCommands.find((each) => each.name === name);
  return command === undefined
    ? { kind: "unknown", name }
    : { kind: "command", command, words: rest.trim() };
}
