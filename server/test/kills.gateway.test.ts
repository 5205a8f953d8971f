import assert from "node:assert/strict";
import { freshDatabase } from "./postgres.ts";
import { type KillOptions, type KillReport, runKills } from "./trials/kills.ts";

/** What nobody may ever see: everything else of the report is figures. */
function faultsIn(report: KillReport) {
  const { missingIntents, unlogged, invented, wrongEnds, notEnded, miscounted } = report;
  const { disagreements, verifyFailures, unexpected } = report;
  return {
    missingIntents,
    unlogged,
    invented,
    wrongEnds,
    notEnded,
    miscounted,
    disagreements,
    verifyFailures,
    unexpected,
  };
}

async function check(options: KillOptions): Promise<void> {
  const report = await runKills(options, AbortSignal.timeout(deadlineMs));
  const none = Object.fromEntries(Object.keys(faultsIn(report)).map((name) => [name, []]));
  assert.deepEqual(faultsIn(report), none, `seed ${report.seed}`);
  // Without answers of all sorts nothing was tried.
  for (const kind of ["complete", "broken", "interrupted", "verified"] as const) {
    assert.ok(report[kind] > 0, `${kind}: ${report[kind]}, seed ${report.seed}`);
  }
}

/** Whatever still runs then is killed. */
const deadlineMs = 120_000;

describe("a gateway that is killed without warning", function () {
  this.timeout(2 * deadlineMs);
  const common = { perSecond: 200, livesMs: [100, 300] as const, seed: `${Date.now()}` };

  it("loses nothing that a client has seen, beside its own store", async () => {
    await check({ ...common, kills: 10, verifyEvery: 10 });
  });

  it("loses nothing that a client has seen, beside PostgreSQL", async () => {
    await check({ ...common, kills: 2, verifyEvery: 2, database: await freshDatabase() });
  });
});
