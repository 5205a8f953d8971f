import assert from "node:assert/strict";
import { kinds, nameOf } from "./trials/abort-plan.ts";
import { runAborts } from "./trials/aborts.ts";

/** Whatever still runs then is killed. */
const deadlineMs = 120_000;

describe("clients that go away", function () {
  this.timeout(2 * deadlineMs);

  it("are noticed by the upstream and in the audit in every phase, and leave nothing behind", async () => {
    const seed = `${Date.now()}`;
    const report = await runAborts(
      { trials: 60, atOnce: 30, seed },
      AbortSignal.timeout(deadlineMs),
    );
    const { problems, leaks, unexpected } = report;
    const found = { problems, leaks, unexpected };
    assert.deepEqual(found, { problems: [], leaks: [], unexpected: [] }, `seed ${seed}`);
    const untried = kinds.map(nameOf).filter((kind) => !report.tried.has(kind));
    assert.deepEqual(untried, []);
    assert.ok(report.latencies.length > 20, `${report.latencies.length} reached an upstream`);
    assert.ok(report.tokensOff.length > 0, "no answer broke off in its middle");
  });
});
