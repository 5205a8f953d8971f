import assert from "node:assert/strict";
import { chooseSandbox } from "./choose.ts";
import { type Tier, tiers } from "./sandbox.ts";

const never = new AbortController().signal;

/** The process tier that this system has to have: without it nothing is graded. */
const own =
  (["bubblewrap", "seatbelt"] as const)[["linux", "darwin"].indexOf(process.platform)] ?? "wasm";

describe("the sandbox ladder", function () {
  this.timeout(30_000);

  async function check(
    wanted: Tier | undefined,
    expected: { tier: Tier; looked: readonly Tier[] },
  ) {
    const chosen = await chooseSandbox(wanted === undefined ? {} : { wanted }, never);
    await using sandbox = chosen.sandbox;
    assert.equal(sandbox.tier, expected.tier, JSON.stringify(chosen.probes));
    assert.deepEqual(
      chosen.probes.map(({ tier }) => tier),
      expected.looked,
    );
    for (const probe of chosen.probes) {
      assert.equal(probe.ok, probe.tier === expected.tier);
      assert.equal(probe.problem === undefined, probe.ok);
    }
    assert.ok(chosen.probes.at(-1)!.checks.every(({ ok }) => ok));
    return { sandbox, probes: chosen.probes };
  }

  it("gives the strongest tier that holds, and says why not a stronger one", async () => {
    delete process.env.TANDEM_SANDBOX_IMAGE;
    const looked = tiers.slice(0, tiers.indexOf(own) + 1);
    const { probes } = await check(undefined, { tier: own, looked });
    assert.match(probes[0]!.problem!, /docker build .* TANDEM_SANDBOX_IMAGE/);
  });

  it("gives the tier that somebody asks for", async () => {
    await check(own, { tier: own, looked: [own] });
    await check("wasm", { tier: "wasm", looked: ["wasm"] });
    const { sandbox } = await check("none", { tier: "none", looked: ["none"] });
    assert.ok(sandbox.openFolder === undefined && sandbox.runScript === undefined);
  });

  it("takes nothing weaker when the wanted tier cannot be used", async () => {
    const other: Tier = process.platform === "darwin" ? "bubblewrap" : "seatbelt";
    const unavailable = {
      code: "unavailable",
      message: new RegExp(`^The sandbox ${other} cannot`),
    };
    await assert.rejects(chooseSandbox({ wanted: other }, never), unavailable);
    await assert.rejects(chooseSandbox({ wanted: "container" }, never), { code: "unavailable" });
  });

  it("stops when it is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("enough"));
    await assert.rejects(chooseSandbox({}, aborted), /enough/);
  });
});
