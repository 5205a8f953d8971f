// The evaluation panel in a real Chromium, driven as a user and as the host drive it: what it shows in every state, what it
// posts, how the keyboard moves, and that nothing a model or a server wrote is ever more than text.
import assert from "node:assert/strict";
import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "../../test/harness/browser.ts";
import { type EvalsPage, openEvals, serveEvals } from "../test/evals-page.ts";
import { evalsStates, finished, replayed } from "../test/evals-states.ts";
import { cases } from "../test/sample-cases.ts";
import { failingCase, hostile, judgedCase } from "../test/sample-details.ts";
import { rowOf } from "../test/sample-evaluation.ts";
import {
  noEndpoint,
  openedEvaluation,
  runningEvaluation,
  runs,
  setup,
} from "../test/sample-runs.ts";
import type { ViewPageOptions, ViewServer } from "../test/view-page.ts";
import type { HostMessage, Intent } from "./messages.ts";

const runId = openedEvaluation.id;

describe("the evaluation panel", function () {
  this.timeout(30_000);
  let server: ViewServer;
  let browser: Browser;
  let panel: EvalsPage;

  before(async () => {
    server = await serveEvals();
    browser = await launchBrowser(new AbortController().signal);
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  afterEach(async () => {
    assert.deepEqual(await panel.complaints(), []);
    await panel.close();
  });

  async function open(messages: HostMessage[], options: ViewPageOptions = {}): Promise<void> {
    panel = await openEvals(browser, server, options);
    await send(...messages);
  }

  async function send(...messages: HostMessage[]): Promise<void> {
    await panel.send(...messages);
    await settled();
  }

  /** News of a running run are drawn after a tenth of a second at most, then with the next frames. */
  const settled = () =>
    panel.page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 110));
      for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });

  const byId = (id: string): Locator => panel.page.getByTestId(id);
  const button = (name: string): Locator => panel.page.getByRole("button", { name, exact: true });
  const tab = (name: string): Locator => panel.page.getByRole("tab", { name });
  const textOf = async (locator: Locator) =>
    ((await locator.textContent()) ?? "").replace(/\s+/g, " ").trim();
  const intents = async () => (await panel.intents()).filter(({ type }) => type !== "ready");
  const lastIntent = async () => (await panel.intents()).at(-1);
  const main = () => textOf(panel.page.locator("main"));

  it("asks for everything, and says that it looks until it knows", async () => {
    await open([]);
    assert.deepEqual(await panel.intents(), [{ type: "ready" }]);
    assert.match(await main(), /Looking at your endpoints/);
    await send({ type: "setup", setup });
    assert.doesNotMatch(await main(), /Looking at your endpoints/);
    assert.equal(
      await panel.page.evaluate(() => performance.getEntriesByName("tandem-interactive").length),
      1,
    );
  });

  describe("the setup", () => {
    it("starts with connecting when there is no endpoint", async () => {
      await open([{ type: "setup", setup: noEndpoint }]);
      await button("Connect Endpoint").click();
      assert.deepEqual(await lastIntent(), { type: "action", action: "connectEndpoint" });
      assert.equal(await button("Evaluate").count(), 0);
    });

    it("waits for models, says when they failed, and asks again", async () => {
      await open(evalsStates["models-loading"]!.messages);
      assert.equal(await button("Evaluate").isDisabled(), true);
      assert.match(await main(), /Asking localhost:41234 for its models/);
      await send({ type: "setup", setup });
      assert.equal(await button("Evaluate").isEnabled(), true);
      await byId("endpoint").selectOption("gpu2");
      await settled();
      assert.match(await main(), /gpu2\.example\.com:8000 rejects the API key/);
      assert.equal(await button("Evaluate").isDisabled(), true);
      await button("Set API Key").click();
      assert.deepEqual(await lastIntent(), { type: "action", action: "setApiKey" });
      await button("Ask the endpoints for their models again").click();
      assert.deepEqual(await lastIntent(), { type: "lookAgain" });
    });

    it("starts an evaluation with what was chosen, and keeps it over a reload", async () => {
      await open(replayed);
      await byId("endpoint").selectOption("gpu1");
      await byId("model").selectOption("Qwen/Qwen2.5-Coder-7B");
      await panel.page.getByRole("radio", { name: "Standard" }).check();
      await panel.page.getByRole("checkbox", { name: "With load test" }).uncheck();
      await panel.page.locator("summary", { hasText: "Categories" }).click();
      await panel.page.getByRole("checkbox", { name: "SQL" }).check();
      await panel.page.getByLabel("GPUs").fill("4");
      await panel.page.getByLabel("Kind").fill("H100 SXM");
      await button("Evaluate").click();
      const request = {
        kind: "evaluation",
        endpoint: "gpu1",
        model: "Qwen/Qwen2.5-Coder-7B",
        hardware: { gpus: 4, name: "H100 SXM" },
        profile: "standard",
        suites: ["sql"],
        withLoad: false,
      };
      assert.deepEqual(await lastIntent(), { type: "start", request });
      await settled();
      assert.equal(await button("Evaluate").isDisabled(), true);
      const problem = { message: "It did not start.", actions: [] };
      await send({ type: "problem", problem });
      assert.match(await textOf(byId("problem")), /It did not start/);
      assert.equal(await button("Evaluate").isEnabled(), true);
      const memory = await panel.page.evaluate(
        () => (window as unknown as { memory: unknown }).memory,
      );
      await panel.close();
      await open(replayed, { remembered: memory });
      await button("Evaluate").click();
      assert.deepEqual(await lastIntent(), { type: "start", request });
    });

    it("starts a load test and measures a repository", async () => {
      await open(replayed);
      await panel.page.getByRole("radio", { name: "Load test" }).check();
      await panel.page.getByRole("radio", { name: "Published grid" }).check();
      await button("Run Load Test").click();
      const target = { endpoint: "simulated", model: "qwen3-coder" };
      assert.deepEqual(await lastIntent(), {
        type: "start",
        request: { kind: "load", ...target, profile: "published" },
      });
      await send({ type: "problem", problem: { message: "No.", actions: [] } });
      await panel.page.getByRole("radio", { name: "Own repository" }).check();
      await panel.page.getByLabel("Folder").selectOption("website");
      await panel.page.getByLabel("Holes").fill("0");
      await settled();
      assert.equal(await button("Measure Repository").isDisabled(), true);
      await panel.page.getByLabel("Holes").fill("12");
      await button("Measure Repository").click();
      assert.deepEqual(await lastIntent(), {
        type: "start",
        request: { kind: "repository", ...target, folder: "website", holes: 12 },
      });
    });

    it("never takes the hardware of one endpoint for another's", async () => {
      await open(replayed);
      await panel.page.getByLabel("GPUs").fill("8");
      await byId("endpoint").selectOption("gpu1");
      await settled();
      assert.equal(await panel.page.getByLabel("GPUs").inputValue(), "");
    });
  });

  describe("earlier runs", () => {
    it("are listed newest first, with what cannot be read among them", async () => {
      await open(replayed);
      const rows = byId("run");
      assert.equal(await rows.count(), runs.length);
      assert.match(
        await textOf(rows.first()),
        /qwen3-coder.*6 of 12 PASS.*SIMULATED.*4 × H100 SXM/,
      );
      assert.match(await textOf(rows.nth(2)), /private/);
      assert.match(await textOf(rows.last()), /unreadable.*its schema is 0/);
      assert.equal(await rows.last().getByRole("button").count(), 1);
    });

    it("are opened, and deleted on a second click", async () => {
      await open(replayed);
      await byId("run").nth(1).getByRole("button").first().click();
      assert.deepEqual(await lastIntent(), { type: "openRun", id: runs[1]!.id });
      await byId("run").last().getByRole("button").click();
      await button("Keep").click();
      await settled();
      await byId("run").last().getByRole("button").click();
      await button("Delete").last().click();
      assert.deepEqual(await lastIntent(), { type: "deleteRun", id: runs.at(-1)!.id });
    });

    it("stay few until more are asked for", async () => {
      const many = Array.from({ length: 50 }, (_, at) => ({ ...runs[0]!, id: `r${at}` }));
      await open([...replayed, { type: "runs", runs: many }]);
      assert.equal(await byId("run").count(), 20);
      await button("Show more (30)").click();
      await settled();
      assert.equal(await byId("run").count(), 40);
    });
  });

  describe("a run", () => {
    it("shows how far it is, grows and stops", async () => {
      await open(evalsStates.running!.messages);
      const bar = panel.page.getByRole("progressbar");
      assert.equal(await bar.getAttribute("aria-valuenow"), "184");
      assert.match(await textOf(byId("progress")), /184 of 381 done 11 failed 4 min \d+ s so far/);
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

  describe("the cases", () => {
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
