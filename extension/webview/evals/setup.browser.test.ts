// The start page of the evaluation panel in a real Chromium: what can be chosen, what starting posts, where the button stands,
// and the earlier runs.
import assert from "node:assert/strict";
import { drivePanel } from "../test/drive-panel.ts";
import { evalsStates, replayed } from "../test/evals-states.ts";
import { noEndpoint, runs, setup } from "../test/sample-runs.ts";

describe("the start page of the evaluation panel", function () {
  this.timeout(30_000);
  const panel = drivePanel();
  const { open, send, settled, byId, button, textOf, lastIntent, main } = panel;

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
      await settled();
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

  describe("the button that starts", () => {
    /** An editor tab between both side bars of a window of 1440 × 900, a narrow one, and the first at 200 %. */
    const sizes = [
      { width: 760, height: 800 },
      { width: 420, height: 700 },
      { width: 380, height: 400 },
    ];

    it("is in sight without scrolling, with what it would do", async () => {
      for (const size of sizes) {
        await open(replayed, size);
        for (const kind of ["Load test", "Own repository", "Evaluation"]) {
          await panel.page.getByRole("radio", { name: kind }).check();
          await panel.page.evaluate(() => window.scrollTo(0, 0));
          const { bottom } = await byId("start-words").evaluate((e) => e.getBoundingClientRect());
          assert.ok(bottom <= size.height, `${kind} at ${size.width}: ${bottom}`);
        }
      }
      await panel.page.getByRole("radio", { name: "Standard" }).check();
      await settled();
      assert.equal(
        await textOf(byId("start-words")),
        "419 questions and a load test to qwen3-coder at localhost:41234, about 25 minutes",
      );
      await byId("endpoint").selectOption("gpu2");
      await settled();
      assert.equal(await textOf(byId("start-words")), "The endpoint's models are not known.");
    });

    it("never covers what has the focus, and comes after all it rests on", async () => {
      for (const size of sizes) {
        await open(replayed, size);
        await panel.page.locator("summary", { hasText: "Categories" }).click();
        await panel.page.locator("main").focus();
        await panel.page.evaluate(() => window.scrollTo(0, 0));
        const reached: string[] = [];
        for (let i = 0; i < 30 && reached.at(-1) !== "Evaluate"; i++) {
          await panel.page.keyboard.press("Tab");
          const { name, isCovered } = await panel.page.evaluate(() => {
            const node = document.activeElement;
            const bar = document.querySelector(".setup-end");
            const box = node?.getBoundingClientRect();
            const top = bar?.getBoundingClientRect().top ?? 0;
            return {
              name: node?.textContent?.trim() ?? "",
              isCovered: !bar?.contains(node) && (box === undefined || box.bottom > top),
            };
          });
          reached.push(name);
          assert.equal(isCovered, false, `${name} at ${size.width}, stop ${i}`);
        }
        assert.equal(reached.at(-1), "Evaluate");
        assert.ok(reached.length > 18, String(reached.length));
      }
    });
  });

  describe("earlier runs", () => {
    it("stand beside the form where there is room, else below it and one click away", async () => {
      const isBeside = async () => {
        const [form, list] = await Promise.all([
          byId("setup").evaluate((e) => e.getBoundingClientRect().right),
          byId("runs").evaluate((e) => e.getBoundingClientRect().left),
        ]);
        return list >= form;
      };
      await open(replayed);
      assert.equal(await isBeside(), true);
      assert.equal(await button("Earlier runs (7)").isVisible(), false);
      await open(replayed, { width: 760, height: 500 });
      assert.equal(await isBeside(), false);
      await button("Earlier runs (7)").click();
      const top = await byId("runs").evaluate((e) => e.getBoundingClientRect().top);
      assert.ok(top >= -1 && top < 500, String(top));
      await panel.page.keyboard.press("Tab");
      assert.equal(await textOf(panel.page.locator(":focus")), "qwen3-coder");
    });

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

    it("are opened and deleted", async () => {
      await open(replayed);
      await byId("run").nth(1).getByRole("button").first().click();
      assert.deepEqual(await lastIntent(), { type: "openRun", id: runs[1]!.id });
      await byId("run").last().getByRole("button").click();
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
});
