// The cases of the evaluation panel in a real Chromium: ten thousand of them, filters, the keyboard, and an opened one of which
// nothing is ever more than text.
import assert from "node:assert/strict";
import { drivePanel } from "../test/drive-panel.ts";
import { evalsStates, finished } from "../test/evals-states.ts";
import { cases } from "../test/sample-cases.ts";
import { comparisonView } from "../test/sample-comparison.ts";
import { failingCase, hostile, judgedCase } from "../test/sample-details.ts";
import { rowOf } from "../test/sample-evaluation.ts";
import { openedEvaluation } from "../test/sample-runs.ts";
import type { ViewPageOptions } from "../test/view-page.ts";
import type { HostMessage, Intent } from "./messages.ts";

const runId = openedEvaluation.id;

describe("the cases of the evaluation panel", function () {
  this.timeout(30_000);
  const panel = drivePanel();
  const { open, send, settled, byId, button, tab, textOf, lastIntent, main } = panel;

  const rows = () => byId("case-row");
  const active = () =>
    byId("case-grid").evaluate(
      (grid) =>
        document.getElementById(grid.getAttribute("aria-activedescendant") ?? "")?.ariaRowIndex,
    );

  async function openCases(all: HostMessage[] = finished, options: ViewPageOptions = {}) {
    await open(all, options);
    await tab("Cases").click();
    await settled();
  }

  /** Made in the page, because sending as many takes seconds. */
  const fillWith = (count: number) =>
    panel.page.evaluate(
      ([row, runId, count]) => {
        const rows = Array.from({ length: count }, (_, at) => ({ ...row, id: `case#1.${at}` }));
        const data = { type: "cases", runId, reset: true, rows };
        window.dispatchEvent(new MessageEvent("message", { data }));
      },
      [rowOf(cases[0]!), runId, count] as const,
    );

  it("are ten thousand with few nodes, and every one can be reached", async () => {
    await openCases();
    await fillWith(10_000);
    await settled();
    assert.equal(await byId("case-grid").getAttribute("aria-rowcount"), "10001");
    assert.ok((await rows().count()) < 200);
    await byId("case-grid").focus();
    await panel.page.keyboard.press("End");
    await settled();
    assert.equal(await active(), "10001");
    assert.ok((await rows().count()) < 200);
    assert.match(await textOf(rows().last()), /#1\.9999/);
    await byId("case-grid").evaluate((grid) => grid.scrollTo(0, grid.scrollHeight / 2));
    await settled();
    const middle = Number(await rows().nth(20).getAttribute("aria-rowindex"));
    assert.ok(Math.abs(middle - 5_000) < 60, String(middle));
  });

  it("are moved through with the keyboard and opened with Enter", async () => {
    await openCases();
    await byId("case-grid").focus();
    for (const [key, expected] of [
      ["ArrowDown", "3"],
      ["ArrowDown", "4"],
      ["ArrowUp", "3"],
      ["Home", "2"],
      ["ArrowUp", "2"],
      ["End", "382"],
      ["Home", "2"],
    ] as const) {
      await panel.page.keyboard.press(key);
      assert.equal(await active(), expected);
    }
    await panel.page.keyboard.press("PageDown");
    assert.ok(Number(await active()) > 8);
    await panel.page.keyboard.press("PageUp");
    assert.equal(await active(), "2");
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(await lastIntent(), {
      type: "openCase",
      id: "completion.cpp.tokenizer#1.0",
      epoch: 0,
    });
    await settled();
    assert.match(await textOf(byId("case-details")), /Reading the case/);
    await button("Next case").click();
    assert.equal(
      ((await lastIntent()) as Extract<Intent, { type: "openCase" }>).id,
      "completion.cpp.tokenizer#1.1",
    );
    await button("Close the case").click();
    assert.equal(await byId("case-details").count(), 0);
    assert.equal(await byId("case-grid").evaluate((e) => e === document.activeElement), true);
  });

  it("are filtered, and say how many are left", async () => {
    await openCases();
    assert.equal(await textOf(byId("case-count")), "381 of 381 shown");
    await byId("filter-verdict").selectOption("fail");
    await settled();
    assert.equal(await textOf(byId("case-count")), "44 of 381 shown");
    await byId("filter-failClass").selectOption("compile");
    await byId("filter-text").fill("rust");
    await settled();
    assert.equal(await textOf(byId("case-count")), "3 of 381 shown");
    assert.equal(await rows().count(), 3);
    await byId("filter-text").fill("nothing like it");
    await settled();
    assert.match(await main(), /No case fits these filters/);
    assert.equal(await byId("case-count").getAttribute("aria-live"), "polite");
  });

  it("of one category are one click from the scorecard", async () => {
    await open(finished);
    await byId("categories").getByRole("button", { name: "Tool use" }).click();
    await settled();
    assert.equal(await textOf(byId("case-count")), "60 of 381 shown");
  });

  it("of a comparison are opened from it, and lead back to it", async () => {
    await open([...finished, { type: "comparison", comparison: comparisonView }]);
    await button("long.chain-30k#1.0").click();
    await settled();
    assert.deepEqual(await lastIntent(), { type: "openCase", id: "long.chain-30k#1.0", epoch: 0 });
    assert.match(await textOf(byId("case-details")), /long\.chain-30k#1\.0/);
    assert.equal(await byId("comparison").count(), 0);
    assert.equal(await byId("case-grid").evaluate((e) => e === document.activeElement), true);
    await button("Back to Comparison").click();
    await settled();
    assert.equal(await byId("comparison").count(), 1);
    await panel.page.locator("summary", { hasText: "Passed in B" }).click();
    assert.ok((await byId("comparison").locator("details .compare-ids button").count()) > 0);
    await send({ type: "comparison" });
    assert.equal(await byId("comparison").count(), 0);
    assert.equal(await button("Back to Comparison").count(), 0);
  });

  it("keep the opened one in sight when the list gives way to it", async () => {
    await openCases(finished, { width: 760, height: 800 });
    const row = rows().nth(9);
    await row.click();
    await settled();
    const isInside = await byId("case-grid").evaluate((grid) => {
      const box = grid.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
      const frame = grid.getBoundingClientRect();
      return box !== undefined && box.top >= frame.top && box.bottom <= frame.bottom;
    });
    assert.equal(isInside, true);
  });

  it("show everything that was said and checked, as text", async () => {
    await openCases();
    await byId("filter-text").fill("seat-pool");
    await settled();
    await rows().first().click();
    await send({ type: "case", runId, ...failingCase });
    const details = await textOf(byId("case-details"));
    for (const part of [
      "2 failed",
      "empty pool gives nothing",
      "null",
      "-1",
      "AssertionError",
      "1,612 ms",
      "6.6 ms",
      "2,716 ms",
      "412",
      "else -1",
      "Reference answer",
      "A race",
    ]) {
      assert.ok(details.includes(part), `${part} is missing`);
    }
    assert.equal(details.split(hostile).length - 1, 3);
    assert.equal(await byId("case-details").locator("img, script, b").count(), 0);
    assert.equal(await panel.page.title(), "View");
    await button("Copy: What was graded").click();
    assert.deepEqual(await lastIntent(), { type: "copy", text: failingCase.result.extracted });
    assert.equal(await byId("judge").count(), 0);
  });

  it("show the judge apart, and fold what is very long", async () => {
    await openCases();
    await byId("filter-text").fill("chat.writing.one");
    await settled();
    await rows().first().click();
    await send({ type: "case", runId, ...judgedCase });
    assert.match(await textOf(byId("judge")), /Rating: 9/);
    assert.match(await textOf(byId("judge")), /The other 14,0\d\d characters/);
    const conversation = await textOf(byId("conversation"));
    assert.match(conversation, /Tool call: list_incidents/);
    assert.match(conversation, /Asked again after: unreachable/);
    assert.doesNotMatch(conversation, /Rating/);
  });

  it("keep their place while a run adds more", async () => {
    await openCases(evalsStates["running-cases"]!.messages);
    await byId("case-grid").evaluate((grid) => grid.scrollTo(0, 1_400));
    await settled();
    const before = await rows().first().getAttribute("aria-rowindex");
    await send({ type: "cases", runId, reset: false, rows: cases.slice(184, 284).map(rowOf) });
    assert.equal(await rows().first().getAttribute("aria-rowindex"), before);
    assert.equal(await byId("case-grid").getAttribute("aria-rowcount"), "285");
    assert.equal(await byId("case-count").getAttribute("aria-live"), "off");
    await tab("Facts").click();
    await settled();
    await tab("Cases").click();
    await settled();
    assert.equal(await rows().first().getAttribute("aria-rowindex"), before);
  });
});
