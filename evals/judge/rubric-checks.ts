// What three votes on a rubric come to, as checks that stand beside a grade and never in it; and the sum over such checks.
import type { Check } from "../../core/protocol/grade.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import {
  claimsIn,
  orderIn,
  type Rubric,
  type Statement,
  statementsOf,
  voteCount,
} from "./rubric.ts";

export type Voted = {
  instance: string;
  rubric: Rubric;
  /** The exchanges with the judge; none when the answer was not put to it. */
  votes: readonly Pick<Exchange, "sent" | "text">[];
};

/** One a statement: ok when all votes find the fact, or none the falsehood; undecided when they differ. */
export function rubricChecks({ instance, rubric, votes }: Voted): Check[] {
  if (votes.length === 0) return [];
  const read = votes.map((vote) => claimsOf(vote, { instance, rubric }));
  return statementsOf(rubric).map(({ kind, text }) => {
    const claims = read.map((claimed) => claimed.get(nameOf({ kind, text })) ?? null);
    const claimed = unanimous(claims);
    const words = claims.map((claim) => (claim === null ? "unreadable" : claim ? "yes" : "no"));
    return {
      name: nameOf({ kind, text }),
      ok: claimed === null ? null : kind === "fact" ? claimed : !claimed,
      detail: `votes: ${words.join(", ")}`,
      advisory: true,
    };
  });
}

export type RubricSum = {
  /** Of those that were decided. */
  facts: { met: number; of: number };
  falsehoods: { claimed: number; of: number };
  disputed: number;
};

/** Undefined when no check is a rubric's. */
export function sumOfRubrics(checks: readonly Check[]): RubricSum | undefined {
  const own = checks.filter(({ name, advisory }) => advisory === true && prefix.test(name));
  if (own.length === 0) return undefined;
  const decided = own.filter(({ ok }) => ok !== null);
  const facts = decided.filter(({ name }) => name.startsWith("fact: "));
  const falsehoods = decided.filter(({ name }) => name.startsWith("falsehood: "));
  return {
    facts: { met: facts.filter(({ ok }) => ok).length, of: facts.length },
    falsehoods: { claimed: falsehoods.filter(({ ok }) => !ok).length, of: falsehoods.length },
    disputed: own.length - decided.length,
  };
}

const prefix = /^(?:fact|falsehood): /;

function nameOf({ kind, text }: Statement): string {
  return `${kind}: ${text}`;
}

/** By name of the statement. A vote on other statements than these, of an earlier rubric, says nothing of them. */
function claimsOf(
  { sent, text }: Voted["votes"][number],
  asked: Pick<Voted, "instance" | "rubric">,
): Map<string, boolean | null> {
  const order = orderIn(sent.at(-1)?.content ?? "", asked) ?? [];
  const claims = claimsIn(text, order.length);
  return new Map(order.map((statement, index) => [nameOf(statement), claims[index] ?? null]));
}

/** Null as well when a vote is missing. */
function unanimous(claims: readonly (boolean | null)[]): boolean | null {
  const [first = null] = claims;
  return claims.length === voteCount && claims.every((claim) => claim === first) ? first : null;
}
