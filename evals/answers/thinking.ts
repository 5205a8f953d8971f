// Takes a model's reasoning off the front of its reply, where the server left it there. Knows nothing of answers.
import { fencedBlocks } from "./fences.ts";

const openings = ["<think>", "<thinking>"];
const closings = ["</think>", "</thinking>"];

/**
 * The reply behind `<think>…</think>`. Without an opening tag everything up to the closing one was reasoning (chat
 * templates write the opening tag themselves); without a closing tag there is no answer. Tags inside a fenced block are
 * part of the answer.
 */
export function withoutThinking(reply: string): string {
  let rest = reply;
  for (;;) {
    const start = rest.trimStart();
    const opening = openings.findIndex((tag) => start.startsWith(tag));
    if (opening === -1) break;
    const closing = closings[opening] ?? "";
    const end = start.indexOf(closing);
    if (end === -1) return "";
    rest = behind(start, end + closing.length);
  }
  const end = lastClosing(rest);
  return end === undefined ? rest : behind(rest, end);
}

function behind(text: string, at: number): string {
  return text.slice(at).replace(/^[ \t]*(?:\r?\n)+/, "");
}

/** Where the last closing tag outside of fenced blocks ends. */
function lastClosing(text: string): number | undefined {
  if (!closings.some((tag) => text.includes(tag))) return undefined;
  const blocks = fencedBlocks(text).filter(({ closed }) => closed);
  let found: number | undefined;
  let block = 0;
  for (const { index, 0: tag } of text.matchAll(/<\/think(?:ing)?>/g)) {
    while ((blocks[block]?.end ?? Number.POSITIVE_INFINITY) <= index) block += 1;
    const inside = (blocks[block]?.start ?? Number.POSITIVE_INFINITY) <= index;
    if (!inside) found = index + tag.length;
  }
  return found;
}
