import assert from "node:assert/strict";
import { codingCategories } from "../../core/protocol/case-file.ts";
import { profileNames } from "../../core/protocol/evaluation.ts";
import { profileSizes, questionsOf } from "../../core/protocol/profile-sizes.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";
import { rowRules } from "../report/row-rule.ts";
import rules from "../report/thresholds.json" with { type: "json" };
import { loadPlanOf, plan } from "./plan.ts";

const suite = loadSuite(await readBuiltInSuite());

describe("the plan", () => {
  const samples = plan(suite, { profile: "standard", suites: [] });
  const caseOf = (id: string) => suite.get(id)?.file;

  for (const { id, title, categories, topics, measure, minN } of rowRules) {
    it(`standard reaches the ${minN} that the row ${title} needs`, () => {
      const own = samples.filter(({ caseId, epoch }) => {
        const file = caseOf(caseId);
        const topic = file?.grader.kind === "chat" ? file.grader.topic : undefined;
        return (
          epoch === 0 &&
          file !== undefined &&
          categories.includes(file.category) &&
          (topics === undefined || (topic !== undefined && topics.includes(topic)))
        );
      });
      const turns = measure === "rating" ? 2 : 1;
      assert.ok(own.length * turns >= minN, `${id}: ${own.length * turns}`);
    });
  }

  const sizes = (profile: (typeof profileNames)[number]) => {
    const cases = plan(suite, { profile, suites: [] });
    const byCategory = Map.groupBy(cases, ({ caseId }) => caseOf(caseId)?.category ?? "");
    return Object.fromEntries([...byCategory].map(([name, own]) => [name, own.length]));
  };

  for (const profile of profileNames) {
    it(`${profile} asks as many questions as people are told`, () => {
      assert.deepEqual(sizes(profile), profileSizes[profile]);
      const all = plan(suite, { profile, suites: [] }).length;
      assert.equal(questionsOf(profile, []), all);
    });
  }

  it("published has the published sizes", () => {
    const coding = codingCategories.map(() => 5);
    assert.deepEqual(Object.values(profileSizes.published), [...coding, 15, 29, 20, 20]);
  });

  it("smoke asks every category", () => assert.equal(Object.keys(sizes("smoke")).length, 12));

  for (const profile of profileNames) {
    it(`${profile} asks nothing twice`, () => {
      const all = plan(suite, { profile, suites: [] });
      const names = all.map(({ caseId, variant, epoch }) => `${caseId}#${variant} ${epoch}`);
      assert.equal(new Set(names).size, names.length);
    });
  }

  it("asks only what was chosen, as often as was said", () => {
    const chosen = plan(suite, { profile: "standard", suites: ["sql"], epochs: 2 });
    assert.deepEqual([...new Set(chosen.map(({ caseId }) => caseOf(caseId)?.category))], ["sql"]);
    assert.deepEqual([...new Set(chosen.map(({ epoch }) => epoch))], [0, 1]);
  });

  it("repeats only after everything was asked once", () => {
    const epochs = samples.map(({ epoch }) => epoch);
    assert.deepEqual(epochs, epochs.toSorted());
  });
});

describe("the plan of the load test", () => {
  const { latencyRow, throughputRow } = rules;
  for (const profile of profileNames.filter((name) => name !== "smoke")) {
    it(`${profile} reaches what the last two rows of the scorecard need`, () => {
      const rows = loadPlanOf(profile).rows.filter(({ cache }) => cache === "cold");
      const streams = ({ load }: (typeof rows)[number]) =>
        load.kind === "closed" ? load.concurrency : 0;
      const isShort = ({ isl }: (typeof rows)[number]) => isl <= latencyRow.maxInputTokens;
      const single = rows.filter((row) => streams(row) === 1 && isShort(row));
      const many = rows.filter((row) => streams(row) >= throughputRow.leastConcurrency);
      assert.ok(single.some(({ requests }) => requests >= latencyRow.minN));
      assert.ok(many.some(({ requests }) => requests >= throughputRow.minN));
    });
  }

  it("smoke asks a handful", () => {
    const { rows } = loadPlanOf("smoke");
    assert.deepEqual(
      rows.map(({ requests, load }) => [requests, load]),
      [[5, { kind: "closed", concurrency: 1 }]],
    );
  });
});

describe("the suite", () => {
  const sizes: [string, number][] = [
    ["completion", 10],
    ["algorithm", 10],
    ["bugfix", 8],
    ["multi-language", 8],
    ["explanation", 8],
    ["sql", 8],
    ["system-design", 8],
    ["regex", 8],
    ["tool-use", 15],
    ["long-context", 29],
    ["instruction-following", 60],
    ["chat", 40],
  ];
  for (const [category, least] of sizes) {
    it(`has at least ${least} templates in ${category}`, () => {
      const own = [...suite.values()].filter(({ file }) => file.category === category);
      const clusters = new Set(own.map(({ file }) => file.cluster ?? file.id));
      assert.ok(clusters.size >= least, String(clusters.size));
    });
  }
});
