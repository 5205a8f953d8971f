// Asks a model once to fill a gap that has one obvious answer, and says what came back. Knows neither how a family was
// chosen nor what a verdict is worth to the user.
import type { ModelClient } from "../../model/client.ts";
import { fimFamilies } from "./families.ts";
import type { FimParts } from "./family.ts";
import { hasSpecial } from "./neutralise.ts";
import { type Candidate, stopTokenIdsOf } from "./recognise.ts";

export type SmokeVerdict = "fills" | "prose" | "fences" | "specials" | "empty" | "other";

export type SmokeTest = { verdict: SmokeVerdict; answer: string };

export type SmokeSubject = { client: Pick<ModelClient, "streamCompletion">; model: string };

/** What comes next follows from the two functions above, for a model as for one that only looks text up. */
const gap: FimParts = {
  repository: "smoke-test",
  files: [],
  path: "items.py",
  languageId: "python",
  prefix:
    "def first(items):\n    return items[0]\n\ndef last(items):\n    return items[-1]\n\ndef second(items):\n    return",
  suffix: "\n\nprint(second([1, 2, 3]))\n",
};

/** Only who reads the suffix can know these names. */
const suffixGap: FimParts = {
  ...gap,
  prefix: "def scale(",
  suffix: "):\n    return quaxel * zorbin\n",
};

/** @throws ModelError, or the signal's reason */
export async function smokeTest(
  subject: SmokeSubject,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<SmokeTest> {
  const prompt = smokePrompt(candidate);
  const answer = await ask(subject, { candidate, prompt }, signal);
  const verdict = classifyAnswer(answer);
  // Where the prompt ends with the prefix, every model goes on, also one that takes the marks for text.
  if (verdict !== "fills" || !prompt.endsWith(gap.prefix)) return { verdict, answer };
  const again = { candidate, prompt: candidate.family.render(suffixGap) };
  const names = await ask(subject, again, signal);
  return /^\s*(?:quaxel|zorbin)\b/.test(names)
    ? { verdict, answer }
    : { verdict: names.trim() === "" ? "empty" : "other", answer: names };
}

async function ask(
  { client, model }: SmokeSubject,
  { candidate, prompt }: { candidate: Candidate; prompt: string },
  signal: AbortSignal,
): Promise<string> {
  const stopTokenIds = stopTokenIdsOf(candidate);
  // No text stops: they would hide the marks that a model spells out when it does not know them.
  const request = {
    task: "inline" as const,
    model,
    prompt,
    maxTokens: 12,
    temperature: 0,
    ...(stopTokenIds.length > 0 ? { extra: { stop_token_ids: stopTokenIds } } : {}),
  };
  let answer = "";
  for await (const event of client.streamCompletion(request, signal)) {
    if (event.kind === "text") answer += event.text;
  }
  return answer;
}

/** Two families with the same prompt get the same answer. */
export function smokePrompt({ family }: Pick<Candidate, "family">): string {
  return family.render(gap);
}

/** What the answer to the gap shows about the model; how it begins counts, because the end may be cut. */
export function classifyAnswer(answer: string): SmokeVerdict {
  if (answer.trim() === "") return "empty";
  if (/^[ \t]+(?:items\b|[\w.]+\([^)\n]*\bitems\b)/.test(answer)) return "fills";
  if (/```|~~~/.test(answer)) return "fences";
  if (hasSpecial(answer, telling)) return "specials";
  return isProse(answer) ? "prose" : "other";
}

/** `<s>` is also a tag of HTML, so it tells nothing. */
const telling = fimFamilies
  .flatMap(({ specials }) => specials)
  .filter((special) => special !== "<s>" && special !== "</s>");

/** Four words in a row, writing without spaces between words, or a model that thinks aloud. */
function isProse(answer: string): boolean {
  if (/^\s*(?:#|\/\/|"""|''')/.test(answer)) return false;
  return (
    /[\p{L}'’]+[,.!:]?(?: [\p{L}'’]+[,.!:]?){3}/u.test(answer) ||
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{3}/u.test(answer) ||
    /^\s*<think>/.test(answer)
  );
}
