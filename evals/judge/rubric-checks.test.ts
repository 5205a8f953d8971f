import assert from "node:assert/strict";
import type { Subject } from "../runner/solver.ts";
import { orderIn, type Rubric, voteOn } from "./rubric.ts";
import { rubricChecks, sumOfRubrics } from "./rubric-checks.ts";

const instance = "design.a#1.0";
const rubric: Rubric = {
  facts: ["Says that a majority decides."],
  falsehoods: ["Claims that the longest log wins."],
};

/** A vote with one letter for the fact and one for the falsehood; a judge that says neither yes nor no for `?`. */
async function vote(letters: string, number: number) {
  const words: Record<string, string> = { y: "yes", n: "no" };
  let prompt = "";
  const judge: Pick<Subject, "ask"> = {
    async ask({ conversation }) {
      prompt = conversation[0]?.content ?? "";
      const order = orderIn(prompt, { instance, rubric }) ?? [];
      const lines = order.map(
        ({ kind }, index) => `${index + 1}: ${words[letters[kind === "fact" ? 0 : 1] ?? ""]}`,
      );
      return {
        to: "judge",
        sent: [...conversation],
        text: lines.join("\n"),
        toolCalls: [],
        finishReason: "stop",
        model: "judge",
        isSimulated: true,
        timing: { e2elMs: 1 },
        retried: [],
      };
    },
  };
  const toVoteOn = { instance, rubric, answer: "It depends.", vote: number };
  // Nothing but `ask` is asked for.
  return voteOn(judge as Subject, toVoteOn, new AbortController().signal);
}

describe("rubricChecks", () => {
  const check = (votes: string[], expected: (boolean | null)[]) =>
    it(`${votes.join(" ")}: ${expected.join(", ") || "nothing"}`, async () => {
      const exchanges = await Promise.all(votes.map(vote));
      const checks = rubricChecks({ instance, rubric, votes: exchanges });
      assert.deepEqual(
        checks.map(({ ok }) => ok),
        expected,
      );
      assert.ok(checks.every(({ advisory }) => advisory === true));
    });
  check(["yn", "yn", "yn"], [true, true]);
  check(["ny", "ny", "ny"], [false, false]);
  check(["yn", "yn", "nn"], [null, true]);
  check(["y?", "yn", "yn"], [true, null]);
  check(["??", "??", "??"], [null, null]);
  check(["yn", "yn"], [null, null]);
  check([], []);

  it("says how the votes fell", async () => {
    const votes = await Promise.all(["yn", "nn", "?n"].map(vote));
    assert.deepEqual(rubricChecks({ instance, rubric, votes })[0], {
      name: "fact: Says that a majority decides.",
      ok: null,
      detail: "votes: yes, no, unreadable",
      advisory: true,
    });
  });

  it("takes no vote on another rubric", async () => {
    const votes = await Promise.all(["yn", "yn", "yn"].map(vote));
    const changed = { ...rubric, falsehoods: ["Claims that logs shrink."] };
    assert.deepEqual(
      rubricChecks({ instance, rubric: changed, votes }).map(({ ok }) => ok),
      [null, null],
    );
  });
});

describe("sumOfRubrics", () => {
  it("counts what was decided, and what was not", () => {
    const advisory = true as const;
    const sum = sumOfRubrics([
      { name: "size", ok: false },
      { name: "fact: counted for the verdict", ok: false },
      { name: "other keys", ok: false, advisory },
      { name: "fact: a", ok: true, advisory },
      { name: "fact: b", ok: false, advisory },
      { name: "fact: c", ok: null, advisory },
      { name: "falsehood: d", ok: false, advisory },
      { name: "falsehood: e", ok: true, advisory },
      { name: "falsehood: f", ok: null, advisory },
    ]);
    assert.deepEqual(sum, {
      facts: { met: 1, of: 2 },
      falsehoods: { claimed: 1, of: 2 },
      disputed: 2,
    });
  });

  it("is nothing without a rubric", () =>
    assert.equal(sumOfRubrics([{ name: "size", ok: true }]), undefined));
});
