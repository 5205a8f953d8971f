// The words of the line under an answer. Formats what the host measured; computes nothing.
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import type { AnswerFacts } from "../messages.ts";

export type Fact = { text: string; title: string };

/** Everything but the model, which the answer's header may have said already. */
export function factList(facts: AnswerFacts): Fact[] {
  const list: Fact[] = [];
  if (facts.ttftMs !== undefined) {
    list.push({ text: t("TTFT {0}", duration(facts.ttftMs)), title: t("Time to first token") });
  }
  if (facts.tokensPerSecond !== undefined) {
    list.push({
      text: t(
        "{0} tokens/s",
        writtenNumber(facts.tokensPerSecond, facts.tokensPerSecond < 100 ? 1 : 0),
      ),
      title: t("Tokens per second after the first one"),
    });
  }
  const tokens = tokenFact(facts);
  if (tokens) list.push(tokens);
  return list;
}

export function duration(ms: number): string {
  return ms < 1_000
    ? t("{0} ms", writtenNumber(Math.round(ms)))
    : t("{0} s", writtenNumber(ms / 1_000, 2));
}

function tokenFact({ promptTokens, completionTokens }: AnswerFacts): Fact | undefined {
  if (promptTokens !== undefined && completionTokens !== undefined) {
    return {
      text: t("{0} + {1} tokens", writtenNumber(promptTokens), writtenNumber(completionTokens)),
      title: t("Tokens of the prompt and of the answer, as counted by the endpoint"),
    };
  }
  if (completionTokens !== undefined) {
    return {
      text: tokenCount(completionTokens),
      title: t("Tokens of the answer, as counted by the endpoint"),
    };
  }
  if (promptTokens === undefined) return undefined;
  return {
    text: tokenCount(promptTokens),
    title: t("Tokens of the prompt, as counted by the endpoint"),
  };
}

function tokenCount(count: number): string {
  return count === 1 ? t("1 token") : t("{0} tokens", writtenNumber(count));
}
