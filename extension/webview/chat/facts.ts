// The words of the line under an answer. Formats what the host measured; computes nothing.
import type { AnswerFacts } from "../messages.ts";

export type Fact = { text: string; title: string };

const seconds = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const rate = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const count = new Intl.NumberFormat("en");

export function factList(facts: AnswerFacts): Fact[] {
  const list: Fact[] = [{ text: facts.model, title: "The model that answered" }];
  if (facts.ttftMs !== undefined) {
    list.push({ text: `TTFT ${duration(facts.ttftMs)}`, title: "Time to first token" });
  }
  if (facts.tokensPerSecond !== undefined) {
    list.push({
      text: `${rate.format(facts.tokensPerSecond)} tokens/s`,
      title: "Tokens per second after the first one",
    });
  }
  if (facts.completionTokens !== undefined) {
    const unit = facts.completionTokens === 1 ? "token" : "tokens";
    list.push({
      text: `${count.format(facts.completionTokens)} ${unit}`,
      title: "Completion tokens, as counted by the endpoint",
    });
  }
  return list;
}

export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${seconds.format(ms / 1_000)} s`;
}
