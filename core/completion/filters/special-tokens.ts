// Cuts a model's own tokens out of its answer: servers and models of the wrong family spell them out as text. Knows all
// families, because the wrong one is exactly the case.
import { fimFamilies } from "../fim/families.ts";
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function cutSpecialTokens(draft: Draft, { cursor }: Place): Draft {
  // Most answers have none, and this is the cheap way to know.
  if (!/[<[+]/.test(draft.text)) return draft;
  const opening = leading.exec(draft.text)?.[0] ?? "";
  const text = draft.text.slice(opening.length);
  for (const { 0: token, index } of text.matchAll(anywhere)) {
    // Somebody who works on tokenizers has them in the file.
    const isOfDocument = cursor.prefix.includes(token) || cursor.suffix.includes(token);
    if (!isOfDocument) return cutAt({ ...draft, text }, index);
  }
  return text === draft.text ? draft : cutAt({ ...draft, text }, text.length);
}

// `<s>` is a tag of HTML as well.
const known = fimFamilies
  .flatMap(({ specials }) => specials)
  .filter((special) => special !== "<s>" && special !== "</s>");

const tokens = [
  ...new Set(known.map((special) => special.trim()).map(escaped)),
  "<EOT>",
  "</?think>",
  "<\\|[a-z_]{2,30}\\|>",
  "<｜[^｜>\\n]{2,30}｜>",
  // Cut off by the end of the answer.
  "<\\|(?:fim|end|file|repo|im|code)_?[a-z]*\\|?$",
  // The file that Codestral would write next.
  "(?:^|\\n)\\+{5} ",
];

const anywhere = new RegExp(tokens.join("|"), "gu");
/** The mark after which a model writes the middle; some repeat it before they begin. */
const leading =
  /^\s*(?:<\|(?:fim|code)_middle\|>|<fim_middle>|<MID>|<｜fim▁end｜>|\[MIDDLE\]|<\[fim-middle\]>)+ ?/u;

function escaped(token: string): string {
  return token.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
