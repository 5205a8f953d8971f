// Has a model say which statements of a rubric an answer makes: facts and falsehoods in one list, in another order each
// vote, and nothing tells the judge which is which. What the votes come to is not decided here.
import type { Questions } from "../../core/protocol/case/questions.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { withoutThinking } from "../answers/thinking.ts";
import { createRandom } from "../random.ts";
import type { Subject } from "../runner/solver.ts";
import { fencedPrompt, type Judged } from "./fenced-prompt.ts";
import rubricPrompt from "./rubric-prompt.md";

export type Rubric = NonNullable<Questions["rubric"]>;

export type Statement = { kind: "fact" | "falsehood"; text: string };

/** How often the judge is asked about one answer. */
export const voteCount = 3;

export type ToVoteOn = Judged & {
  rubric: Rubric;
  /** From 0; each has an order of its own. */
  vote: number;
};

/** A line a statement, with room for a judge that thinks first. */
const maxTokens = 1024;

/** Characters of the answer that a judge reads: more than any limit on answers allows, for servers that ignore it. */
const longestAnswer = 32_000;

/** @throws as Subject.ask */
export function voteOn(
  judge: Subject,
  { instance, answer, rubric, vote }: ToVoteOn,
  signal: AbortSignal,
): Promise<Exchange> {
  const order = orderOf(instance, rubric, vote);
  const judged = { instance, answer: withoutThinking(answer).slice(0, longestAnswer) };
  const content = fencedPrompt(rubricPrompt, judged, {
    count: String(order.length),
    statements: numbered(order),
  });
  return judge.ask({ conversation: [{ role: "user", content }], added: 1, maxTokens }, signal);
}

export function statementsOf({ facts, falsehoods }: Rubric): Statement[] {
  return [
    ...facts.map((text) => ({ kind: "fact" as const, text })),
    ...falsehoods.map((text) => ({ kind: "falsehood" as const, text })),
  ];
}

/** The statements in the order in which a prompt has them; undefined when it asks for others than the rubric's. */
export function orderIn(
  prompt: string,
  { instance, rubric }: Pick<ToVoteOn, "instance" | "rubric">,
): Statement[] | undefined {
  return Array.from({ length: voteCount }, (_, vote) => orderOf(instance, rubric, vote)).find(
    (order) => prompt.includes(`\n\n${numbered(order)}\n\n`),
  );
}

/**
 * Whether the answer makes the first, second, … of `count` statements, as a judge's reply has it: lines like `2: yes`,
 * or pairs of JSON like `"2": true`. Of several verdicts on one statement the last counts; null where there is none.
 */
export function claimsIn(reply: string, count: number): (boolean | null)[] {
  const claims = Array.from({ length: count }, (): boolean | null => null);
  for (const [, line, word, pair, value] of withoutThinking(reply).matchAll(verdict)) {
    const index = Number(line ?? pair) - 1;
    if (index in claims) claims[index] = /^(?:yes|true)$/i.test(word ?? value ?? "");
  }
  return claims;
}

/** A word with anything but an end or punctuation behind it, such as `no one` or `yes or no`, is no verdict. */
const verdict =
  /(?:^|[,;])[ \t>*_|(`-]*(?:statement )?(\d+)[ \t*_|.):`-]+(yes|no)(?=[ \t*_|`]*(?:$|[.,;:(–—]|- ))|"(\d+)"\s*:\s*"?(yes|no|true|false)\b/gim;

function orderOf(instance: string, rubric: Rubric, vote: number): Statement[] {
  return createRandom(`${instance} rubric ${vote}`).shuffle(statementsOf(rubric));
}

/** Authors begin falsehoods with another word than facts, which would give them away. */
function numbered(order: readonly Statement[]): string {
  return order
    .map(({ text }, index) => {
      const line = text.replaceAll(/\s+/g, " ").trim();
      return `${index + 1}. ${line.replace(/^Claims that /, "Says that ")}`;
    })
    .join("\n");
}
