// The evaluation panel in a real Chromium, driven as a user and as the host drive it: what it shows in every state, what it
// posts, and how the keyboard moves.
import assert from "node:assert/strict";
import { drivePanel } from "../test/drive-panel.ts";
import { evalsStates, finished, replayed } from "../test/evals-states.ts";
import { cases } from "../test/sample-cases.ts";
import { rowOf } from "../test/sample-evaluation.ts";
import { openedEvaluation, runningEvaluation, setup } from "../test/sample-runs.ts";

const runId = openedEvaluation.id;

describe("the evaluation panel", function () {
  this.timeout(30_000);
  const panel = drivePanel();
  const { open, send, settled, byId, button, tab, textOf, intents, lastIntent, main } = panel;

  it("asks for everything, and says that it looks until it knows", async () => {
    await open([]);
    assert.deepEqual(await lastIntent(), { type: "ready" });
    assert.deepEqual(await intents(), []);
    assert.match(await main(), /Looking at your endpoints/);
    await send({ type: "setup", setup });
    assert.doesNotMatch(await main(), /Looking at your endpoints/);
    assert.equal(
      await panel.page.evaluate(() => performance.getEntriesByName("tandem-interactive").length),
      1,
    );
  });

  describe("a run", () => {
    it("shows how far it is, grows and stops", async () => {
      await open(evalsStates.running!.messages);
      const bar = panel.page.getByRole("progressbar");
      assert.equal(await bar.getAttribute("aria-valuenow"), "184");
      assert.match(
        await textOf(byId("progress")),
        /184 of 381 done 11 failed \d+ min \d+ s so far/,
      );
      assert.equal(await textOf(tab("Cases")), "Cases 184");
      const progress = { ...runningEvaluation.progress!, done: 286 };
      await send(
        { type: "opened", run: { ...runningEvaluation, progress } },
        { type: "cases", runId, reset: false, rows: cases.slice(184, 286).map(rowOf) },
      );
      assert.equal(await bar.getAttribute("aria-valuenow"), "286");
      assert.equal(await textOf(tab("Cases")), "Cases 286");
      assert.equal(await byId("announcer").textContent(), "286 of 381 done, 11 failed");
      await button("Stop").click();
      assert.deepEqual(await lastIntent(), { type: "stop" });
    });

    it("says why it failed and offers to go on", async () => {
      await open(evalsStates.failed!.messages);
      assert.equal(await textOf(byId("state")), "Failed");
      assert.match(await textOf(byId("problem")), /stopped answering after 61 of 395/);
      await button("Resume").click();
      assert.deepEqual(await lastIntent(), { type: "action", action: "resume" });
    });

    it("cannot be missed to be simulated, on hardware that was declared", async () => {
      await open(finished);
      for (const badge of ["badge-simulated", "badge-hardware"]) {
        const own = byId("run-header").getByTestId(badge);
        assert.equal(await own.isVisible(), true);
        assert.equal(await own.locator("svg").count(), 1);
        assert.notEqual(await own.evaluate((e) => getComputedStyle(e).borderTopWidth), "0px");
      }
      assert.match(await textOf(byId("badge-hardware")), /DECLARED HARDWARE.*4 × H100 SXM/);
    });

    it("gives twelve verdicts, each with n, interval, thresholds and reason", async () => {
      await open(finished);
      const rows = byId("scorecard-row");
      assert.equal(await rows.count(), 12);
      const tool = await textOf(rows.nth(5));
      for (const part of [
        "Tool / API",
        "MARGINAL",
        "86 %",
        "60",
        "75 %–94 %",
        "≥ 90 %",
        "Below 90 %.",
        "93 % (14/15)",
      ]) {
        assert.ok(tool.includes(part), `${part} is missing in ${tool}`);
      }
      assert.equal(await rows.nth(5).locator("svg.interval line").count(), 3);
      assert.match(
        await textOf(rows.nth(2)),
        /INSUFFICIENT.*partial coverage|partial coverage.*INSUFFICIENT/,
      );
      assert.equal(
        await panel.page.getByRole("rowheader", { name: "Latency for interactive use" }).count(),
        1,
      );
    });

    it("says in one sentence what the endpoint is fit for, and nothing of a simulated one", async () => {
      await open(finished);
      assert.equal(await textOf(byId("advice")), "Simulated: says nothing about a model.");
      await send(...evalsStates["scorecard-real"]!.messages);
      assert.match(
        await textOf(byId("advice")),
        /^Fit for .*; not for inline completion \(p50 TTFT 1,618 ms, n 32\).*2 of 12 rows lack numbers\.$/,
      );
      await send(...evalsStates["scorecard-smoke"]!.messages);
      assert.equal(await textOf(byId("advice")), "No verdict: 12 of 12 rows lack numbers.");
      const tally = await textOf(panel.page.getByRole("list", { name: "Rows by verdict" }));
      assert.match(tally, /PASS 0 of 12 rows.*INSUFFICIENT 12 of 12 rows/);
    });

    it("has its tools in one line at 760 pixels", async () => {
      await open(finished, { width: 760, height: 800 });
      const boxes = await byId("run-header")
        .locator(".run-tools :is(button, select)")
        .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect()));
      assert.equal(boxes.length, 6);
      const first = boxes[0]?.bottom ?? 0;
      assert.ok(boxes.every(({ top }) => top < first));
    });

    it("is exported, graded again, compared and left", async () => {
      await open(finished);
      for (const format of ["markdown", "html", "json"] as const) {
        const name = { markdown: "Markdown", html: "HTML", json: "JSON" }[format];
        await button(`Export ${name}`).click();
        assert.deepEqual(await lastIntent(), { type: "export", format });
      }
      await button("Grade Again").click();
      assert.deepEqual(await lastIntent(), { type: "regrade", id: runId });
      await byId("baseline").selectOption("20260211-110000-1d1e00");
      await button("Compare").click();
      assert.deepEqual(await lastIntent(), { type: "compare", baseline: "20260211-110000-1d1e00" });
      await send(...evalsStates.compared!.messages.slice(-1));
      assert.match(await main(), /regression/i);
      assert.equal(await byId("scorecard").count(), 0);
      await button("Back to all runs").click();
      assert.deepEqual(await lastIntent(), { type: "close" });
      await send({ type: "opened" });
      assert.equal(await button("Evaluate").count(), 1);
    });

    it("says what the host says", async () => {
      await open(finished);
      await send({ type: "said", text: "Exported to report.html" });
      assert.equal(await byId("announcer").textContent(), "Exported to report.html");
    });
  });

  it("moves between tabs with the arrows", async () => {
    await open(finished);
    await tab("Scorecard").focus();
    const chosen = async () => textOf(panel.page.locator('[role="tab"][aria-selected="true"]'));
    for (const [key, expected] of [
      ["ArrowRight", "Cases 381"],
      ["ArrowRight", "Latency"],
      ["End", "Facts"],
      ["ArrowRight", "Scorecard"],
      ["ArrowLeft", "Facts"],
      ["Home", "Scorecard"],
    ] as const) {
      await panel.page.keyboard.press(key);
      assert.equal(await chosen(), expected);
      assert.equal(await textOf(panel.page.locator(":focus")), expected);
    }
    assert.equal(await panel.page.locator('[role="tab"][tabindex="0"]').count(), 1);
  });

  it("has something to say in every state and tab", async () => {
    await open(finished);
    for (const name of ["Latency", "Long Context", "Repeats", "Economics", "Facts"]) {
      await tab(name).click();
      const text = await textOf(panel.page.getByRole("tabpanel"));
      assert.ok(text.length > 80, `${name}: ${text}`);
    }
    await send(...evalsStates.repository!.messages.slice(-1));
    assert.match(await main(), /private/);
    await send(...evalsStates["load-doubtful"]!.messages.slice(-1));
    assert.match(await main(), /not to be quoted/);
  });

  it("draws a burst of news together", async () => {
    await open(evalsStates["running-cases"]!.messages);
    const draws = await panel.page.evaluate(
      async ([run, row]) => {
        let changes = 0;
        const label = document.querySelector('[data-testid="progress"]');
        if (!label) throw new Error("There is no progress.");
        new MutationObserver(() => (changes += 1)).observe(label, {
          subtree: true,
          characterData: true,
        });
        for (let done = 185; done < 385; done += 1) {
          const progress = { ...(run as { progress: object }).progress, done };
          for (const data of [
            { type: "opened", run: { ...(run as object), progress } },
            { type: "cases", runId: (run as { id: string }).id, reset: false, rows: [row] },
          ]) {
            window.dispatchEvent(new MessageEvent("message", { data }));
          }
          if (done % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
        return changes;
      },
      [runningEvaluation, rowOf(cases[0]!)] as const,
    );
    assert.ok(draws <= 12, String(draws));
    assert.equal(await textOf(tab("Cases")), "Cases 384");
  });

  it("does not scroll sideways and has no small targets, from 420 pixels on", async () => {
    await open(replayed, { width: 420 });
    const small = () =>
      panel.page.locator("button, summary, select, [role=tab]").evaluateAll((nodes) =>
        nodes
          .filter((node) => node.checkVisibility())
          .map((node) => ({ node, box: node.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 24 || box.height < 24)
          .map(({ node }) => `${node.className} ${node.textContent?.trim()}`),
      );
    const overflow = () =>
      panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.deepEqual(await small(), []);
    assert.ok((await overflow()) <= 0);
    await send(...evalsStates.running!.messages);
    assert.ok((await overflow()) <= 0);
    await send(...finished);
    for (const name of [
      "Scorecard",
      "Cases",
      "Latency",
      "Long Context",
      "Repeats",
      "Economics",
      "Facts",
    ]) {
      await tab(name).click();
      await settled();
      assert.ok((await overflow()) <= 0, `${name}: ${await overflow()}`);
    }
    await tab("Cases").click();
    assert.deepEqual(await small(), []);
    assert.ok((await intents()).length === 0);
  });
});
