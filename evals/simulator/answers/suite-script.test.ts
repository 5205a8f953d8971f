import assert from "node:assert/strict";
import { readBuiltInSuite } from "../../cases/built-in-suite.ts";
import { drawInstance } from "../../cases/draw.ts";
import { caseLine } from "../../cases/instance.ts";
import { loadSuite } from "../../cases/suite.ts";
import { plantedId } from "../../judge/calibrate.ts";
import planted from "../../judge/planted-answers.json" with { type: "json" };
import { claimsIn, orderIn, voteOn } from "../../judge/rubric.ts";
import type { Question, Subject } from "../../runner/solver.ts";
import { type AnswerSource, isMutated, parseAnswerSource, suiteScript } from "./suite-script.ts";

const suite = loadSuite(await readBuiltInSuite());
const references = suiteScript(suite, { kind: "references" });
const asked = (id: string, more: { task?: string; assistantTurns?: number } = {}) => ({
  task: "eval",
  userTexts: [`Do it.\n\n${caseLine(id)}`],
  assistantTurns: 0,
  ...more,
});

describe("suiteScript", () => {
  it("answers a case with its first reference", async () => {
    const answer = await references.exact?.(asked("sql.anti-join#1.0"));
    assert.match(answer?.text ?? "", /^```sql\n[\s\S]+\n```\n$/);
  });

  it("goes on step by step in conversations", async () => {
    const first = await references.exact?.(asked("tool.two-step#1.0"));
    const second = await references.exact?.(asked("tool.two-step#1.0", { assistantTurns: 1 }));
    assert.ok((first?.toolCalls?.length ?? 0) > 0);
    assert.notDeepEqual(first, second);
  });

  for (const text of ["Hello", caseLine("sql.unknown#1.0"), "(Case sql.anti-join)"]) {
    it(`leaves “${text}” to the other answers`, async () =>
      assert.equal(
        await references.exact?.({ task: "eval", userTexts: [text], assistantTurns: 0 }),
        undefined,
      ));
  }

  it("answers about a quarter of each category wrongly, others for other seeds", () => {
    const ids = [...suite.keys()];
    const wrong = (seed: number) => ids.filter((id) => isMutated(id, { kind: "mutants", seed }));
    for (const seed of [1, 2, 3]) {
      const share = wrong(seed).length / ids.length;
      assert.ok(share > 0.15 && share < 0.35, String(share));
    }
    assert.notDeepEqual(wrong(1), wrong(2));
    assert.deepEqual(
      ids.filter((id) => isMutated(id, { kind: "references" })),
      [],
    );
  });

  it("judges as a good judge would", async () => {
    const judge = async (id: string) => {
      const answer = await references.exact?.(asked(id, { task: "judge" }));
      return Number(/\[\[(\d+)\]\]$/.exec(answer?.text ?? "")?.[1]);
    };
    assert.equal(await judge("chat.writing.release-note#1.0"), 9);
    for (const { name, least, most } of planted) {
      const rating = await judge(plantedId(name));
      assert.ok(rating >= least && rating <= most, name);
    }
  });

  describe("as a judge of what an answer says", () => {
    const caseId = "design.choice.quorum";
    /** `fact true …` and the like, sorted. */
    const votesOf = async (source: AnswerSource, vote: number): Promise<string[]> => {
      const { id, grader } = await drawInstance(suite.get(caseId)!, { seed: 1, variant: 0 });
      assert.ok(grader.kind === "questions" && grader.rubric !== undefined);
      const { rubric } = grader;
      const { exact } = suiteScript(suite, source);
      let prompt = "";
      // Votes need nothing else of a judge and of what it says.
      const judge = {
        async ask({ conversation }: Question) {
          prompt = conversation[0]?.content ?? "";
          return exact?.({ task: "judge", userTexts: [prompt], assistantTurns: 0 });
        },
      } as unknown as Subject;
      const toVoteOn = { instance: id, answer: "Because.", rubric, vote };
      const { text } = await voteOn(judge, toVoteOn, new AbortController().signal);
      const order = orderIn(prompt, { instance: id, rubric }) ?? [];
      const claims = claimsIn(text, order.length);
      return order.map((said, index) => `${said.kind} ${claims[index]} ${said.text}`).sort();
    };

    it("finds every fact and no falsehood in references", async () => {
      const found = await votesOf({ kind: "references" }, 0);
      assert.equal(found.length, 5);
      for (const line of found) assert.match(line, /^(?:fact true|falsehood false) /);
    });

    it("turns some around where the case is answered wrongly, the same in each vote", async () => {
      const isWrong = (seed: number) => isMutated(caseId, { kind: "mutants", seed });
      const seed = [...Array(50).keys()].find(isWrong)!;
      const votes = [0, 1, 2].map((vote) => votesOf({ kind: "mutants", seed }, vote));
      const [first, ...others] = await Promise.all(votes);
      assert.match(first!.join("\n"), /^(?:fact false|falsehood true) /m);
      assert.deepEqual(others, [first, first]);
    });
  });
});

describe("parseAnswerSource", () => {
  const check = (text: string, expected: unknown) =>
    it(text, () => assert.deepEqual(parseAnswerSource(text), expected));
  check("script", "script");
  check("references", { kind: "references" });
  check("mutants:7", { kind: "mutants", seed: 7 });
  check("mutants", undefined);
  check("mutants:x", undefined);
  check("answers", undefined);
});
