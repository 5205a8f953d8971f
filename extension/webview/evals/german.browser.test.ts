// The panel in German, with the bundle that ships: its words, its numbers, and that the longer words fit where English ones do.
import assert from "node:assert/strict";
import german from "../../../l10n/bundle.l10n.de.json" with { type: "json" };
import { drivePanel } from "../test/drive-panel.ts";
import { evalsStates, finished } from "../test/evals-states.ts";
import type { CaseRow, HostMessage } from "./messages.ts";

const l10n = { language: "de", bundle: german };
const verdicts: CaseRow["verdict"][] = ["pass", "fail", "skipped", "unscored", "infra"];

/** The finished run, its first cases with one verdict each. */
function withEveryVerdict(): HostMessage[] {
  return finished.map((message) =>
    message.type === "cases"
      ? {
          ...message,
          rows: message.rows.map((row, at) => ({ ...row, verdict: verdicts[at] ?? row.verdict })),
        }
      : message,
  );
}

describe("the panel in German", () => {
  const panel = drivePanel();
  const open = (messages: HostMessage[], width: number) => panel.open(messages, { l10n, width });

  it("writes words and times in German, and all numbers as figures are written", async () => {
    await open(finished, 1_200);
    const head = await panel.textOf(panel.byId("run-header"));
    assert.match(head, /Kontext 32,768 Token/);
    assert.match(head, /14\.02\.2026/);
    assert.equal(await panel.textOf(panel.tab("Fälle")), "Fälle 381");
    assert.match(await panel.textOf(panel.byId("scorecard-row").first()), /^Codeerzeugung/);
    await panel.tab("Wiederholungen").click();
    assert.match(await panel.main(), /Mehrmals gestellte Fälle/);
  });

  it("says why a row got its verdict, and how answers failed", async () => {
    await open(evalsStates["scorecard-real"]?.messages ?? [], 1_200);
    const rows = panel.byId("scorecard-row");
    assert.match(await panel.textOf(rows.nth(0)), /^Codeerzeugung Unter 90 %\./);
    assert.match(await panel.textOf(rows.nth(1)), /Mindestens 90 %\./);
    assert.match(await panel.main(), /9\.06 von 10/);
    const advice = await panel.textOf(panel.byId("advice"));
    assert.match(advice, /^Geeignet für .+; nicht für .+\.$/);
    assert.doesNotMatch(advice, / (for|and|not|verdict) /);
    assert.match(await panel.main(), /falsche Antwort 2 Kompilierfehler 1/);
  });

  it("keeps bold numbers in their sentence", async () => {
    await open(evalsStates.running?.messages ?? [], 1_200);
    assert.match(await panel.textOf(panel.byId("progress")), /184 von 381 erledigt 11 gescheitert/);
    assert.equal(await panel.textOf(panel.byId("progress").locator("strong").first()), "184");
  });

  for (const width of [420, 760, 1_200]) {
    it(`cuts no verdict at ${width} px`, async () => {
      await open(withEveryVerdict(), width);
      await panel.page.locator("#tab-cases").click();
      const cells = panel.page.locator('[role="gridcell"]:has(.case-verdict)');
      await cells.first().waitFor();
      const shown = await cells.evaluateAll((all) =>
        all.slice(0, 5).map((one) => [one.textContent?.trim(), one.scrollWidth - one.clientWidth]),
      );
      assert.deepEqual(
        shown,
        ["bestanden", "gescheitert", "übersprungen", "ungewertet", "Infra"].map((word) => [
          word,
          0,
        ]),
      );
    });
  }
});
