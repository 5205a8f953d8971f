// The suite tests itself: every reference passes, every mutant fails as its authors say, in every case. No endpoint.
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { type Category, categories } from "../../core/protocol/case-file.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { type Case, loadSuite } from "../cases/suite.ts";
import { createLimiter } from "../runner/limiter.ts";
import { solverOf } from "../runner/solvers.ts";
import { checkCase, type Means, type Surprise } from "./check-case.ts";
import { rememberingGraders, sharedBench } from "./stand.ts";

const suite = loadSuite(await readBuiltInSuite());

/** The first variant whole; one that nobody has looked at by its references. */
const draws = [
  { draw: { seed: 1, variant: 0 }, scope: "all" as const },
  { draw: { seed: 7, variant: 3 }, scope: "references" as const },
];

describe("the suite", () => {
  const controller = new AbortController();
  const outcomes = new Map<string, Promise<Surprise[]>>();

  before(async () => {
    const means = { bench: await sharedBench(), graders: rememberingGraders, solverOf };
    const limiter = createLimiter(availableParallelism());
    for (const [id, theCase] of suite) {
      const outcome = limiter.run(() => surprises(theCase, means));
      // Each test awaits its own; until then nobody does.
      outcome.catch(() => {});
      outcomes.set(id, outcome);
    }
  });

  after(async () => {
    controller.abort();
    await Promise.allSettled(outcomes.values());
  });

  const surprises = async (theCase: Case, means: Means): Promise<Surprise[]> => {
    const found = [];
    for (const options of draws) {
      found.push(...(await checkCase(theCase, options, means, controller.signal)));
    }
    return found;
  };

  for (const category of categories) {
    describe(category, () => {
      for (const id of idsOf(category)) {
        it(id, async () => {
          const found = await outcomes.get(id);
          assert.deepEqual(
            found?.map(({ instance, candidate, wanted, got, grade }) => ({
              answer: `${instance}, ${candidate}`,
              wanted,
              got: `${got}: ${grade.reason ?? ""}`,
            })),
            [],
          );
        }).timeout(600_000);
      }
    });
  }
});

function idsOf(category: Category): string[] {
  return [...suite.values()]
    .filter(({ file }) => file.category === category)
    .map(({ file }) => file.id)
    .sort();
}
