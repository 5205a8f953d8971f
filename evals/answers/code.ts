// Chooses the block of a reply that is the code asked for, and says why none is. Runs and parses nothing.
import type { Language } from "../../core/protocol/language.ts";
import { defines, isProse, looksLike, speaks } from "./code-shape.ts";
import type { Block } from "./fences.ts";
import type { Picked } from "./picked.ts";

export type CodeReply = {
  said: string;
  blocks: readonly Block[];
  language: Language | undefined;
  entry: string | undefined;
};

export function pickCode(reply: CodeReply): Picked {
  const { said, blocks, language } = reply;
  const block = bestBlock(reply);
  if (block !== undefined) return { text: block.text, extraction: "fenced" };
  if (blocks.some(({ text }) => text.trim() !== "")) return { reason: wrongTag(reply) };
  if (blocks.length > 0) return { reason: "The answer's code block is empty." };
  if (looksLike(said, language, reply.entry)) return { text: said, extraction: "whole" };
  return { reason: "The answer holds no code block and is no code itself." };
}

/** Goes to a place inside a line: the line end in front of the closing fence belongs to the fence. */
export function pickInsertion(reply: CodeReply): Picked {
  const { said, blocks } = reply;
  const block = bestBlock(reply);
  if (block !== undefined) return { text: withoutLastBreak(block.text), extraction: "fenced" };
  if (blocks.length > 0) return { reason: wrongTag(reply) };
  if (!isProse(said)) return { text: withoutLastBreak(said), extraction: "whole" };
  return { reason: "The answer holds no code block and is no code itself." };
}

/** A unified diff, unless a longer block of the language follows it. */
export function pickFile(reply: CodeReply): Picked {
  const diff = reply.blocks.findLast(isDiff);
  const code = bestBlock({ ...reply, blocks: reply.blocks.filter((block) => !isDiff(block)) });
  const isCode =
    code !== undefined &&
    (diff === undefined || (code.start > diff.start && code.text.length > diff.text.length));
  if (isCode) return { text: code.text, extraction: "fenced" };
  if (diff !== undefined) return { text: diff.text, extraction: "fenced" };
  if (reply.blocks.length === 0 && diffStart.test(reply.said)) {
    return { text: reply.said, extraction: "whole" };
  }
  return pickCode(reply);
}

const diffStart = /^\s*(?:diff --git |--- \S[^\n]*\n\+\+\+ |@@ )/;

function isDiff({ tag, text }: Block): boolean {
  return tag === "diff" || tag === "patch" || diffStart.test(text);
}

/** One that defines the entry, tagged or not; else the largest tagged one, or without an entry to tell by the largest. */
function bestBlock({ blocks, language, entry }: CodeReply): Block | undefined {
  const full = blocks.filter(({ text }) => text.trim() !== "");
  if (language === undefined) return largest(full);
  const tagged = full.filter(({ tag }) => speaks(tag, language));
  const untagged = full.filter(({ tag }) => speaks(tag, undefined));
  if (entry === undefined) return largest([...untagged, ...tagged]);
  const defining = (group: readonly Block[]) =>
    group.findLast(({ text }) => defines(text, language, entry));
  return defining(tagged) ?? defining(untagged) ?? largest(tagged) ?? largest(untagged);
}

/** Of two that are equally long the later one. */
function largest(blocks: readonly Block[]): Block | undefined {
  const lengths = blocks.map(({ text }) => text.trim().length);
  let best = -1;
  for (const [at, length] of lengths.entries()) {
    if (length >= (lengths[best] ?? 0)) best = at;
  }
  return blocks[best];
}

function wrongTag({ blocks, language }: CodeReply): string {
  const found = [...new Set(blocks.map(({ tag }) => tag || "nothing"))].slice(0, 3).join(", ");
  return `The answer's code is tagged ${found}, not ${language}.`;
}

function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, "");
}
