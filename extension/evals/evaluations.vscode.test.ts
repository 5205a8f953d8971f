// Evaluation in a real VS Code: the command, the panel, a job that asks a simulated endpoint, and what the archive says of it
// afterwards. Intents come in as the page would post them.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { startEndpoint, type TestEndpoint } from "../test/inside/endpoint.ts";
import { closeEverything, configure, tandem, when } from "../test/inside/tandem.ts";
import type { HostMessage, Intent, OpenedRun } from "../webview/evals/messages.ts";
import type { Controller } from "./controller.ts";

const signal = new AbortController().signal;
const rightAnswers = [
  ...["--answers", "references"],
  ...["--enable-auto-tool-choice", "--tool-call-parser", "qwen3_coder"],
];
const tabs = () =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.includes("tandem.evaluation"),
    );

type Message<Type extends HostMessage["type"]> = Extract<HostMessage, { type: Type }>;

describe("evaluation in VS Code", function () {
  this.timeout(120_000);
  let folder: string;
  let endpoint: TestEndpoint;
  let controller: Controller;
  const posted: HostMessage[] = [];
  let listener: vscode.Disposable;

  const last = <Type extends HostMessage["type"]>(type: Type) =>
    // Filtered by the very name of the type.
    posted.findLast((message) => message.type === type) as Message<Type> | undefined;
  /** What this leads to: the first message since it began that fits. */
  const asks = async <Type extends HostMessage["type"]>(
    intent: Intent,
    type: Type,
    fits: (message: Message<Type>) => boolean = () => true,
  ): Promise<Message<Type>> => {
    const answer = new Promise<Message<Type>>((resolve) => {
      const watching = controller.onDidPost((message) => {
        // As above.
        if (message.type !== type || !fits(message as Message<Type>)) return;
        watching.dispose();
        resolve(message as Message<Type>);
      });
    });
    await controller.receive(intent);
    return answer;
  };
  const ends = ({ run }: Message<"opened">) => run !== undefined && run.state !== "running";
  const begins = ({ run }: Message<"opened">) => run?.header !== undefined;
  const start = (model = "qwen3-coder"): Intent => ({
    type: "start",
    request: {
      kind: "evaluation",
      endpoint: "test",
      model,
      profile: "smoke",
      suites: ["sql", "regex"],
      withLoad: false,
      hardware: { gpus: 4, name: "H100" },
    },
  });

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-evaluation-"));
    endpoint = await startEndpoint(["--profile", "instant", ...rightAnswers], signal);
    controller = await (await tandem()).evaluations.controller();
    listener = controller.onDidPost((message) => posted.push(message));
    await configure({
      endpoints: [{ id: "test", url: endpoint.url }],
      "evals.runsFolder": folder,
    });
  });
  after(async () => {
    listener.dispose();
    await closeEverything();
    await configure({});
    await endpoint.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("opens one panel, however often it is asked for", async () => {
    await vscode.commands.executeCommand("tandem.evaluateEndpoint");
    await vscode.commands.executeCommand("tandem.evaluateEndpoint");
    await when(vscode.window.tabGroups.onDidChangeTabs, () => tabs().length > 0);
    assert.equal(tabs().length, 1);
  });

  it("tells a page what there is to choose from", async () => {
    const isKnown = ({ setup }: Message<"setup">) => setup.endpoints[0]?.models.state === "known";
    const { setup } = await asks({ type: "lookAgain" }, "setup", isKnown);
    const [found] = setup.endpoints;
    assert.deepEqual([found?.id, found?.url], ["test", endpoint.url]);
    assert.ok(found?.models.state === "known" && found.models.list[0]?.isSimulated);
    assert.equal(setup.folders.length, 1);
  });

  it("evaluates, and reaches a scorecard", async () => {
    const { run } = await asks(start(), "opened", ends);
    const { result } = complete(run);
    assert.equal(result.run.endpoint.isSimulated, true);
    assert.deepEqual(result.run.hardware, { gpus: 4, name: "H100" });
    assert.ok(result.scorecard.length > 0);
    assert.equal(result.totals.counts.fail, 0);
    const rows = posted.flatMap((message) => (message.type === "cases" ? message.rows : []));
    assert.equal(rows.length, result.totals.planned);
  });

  it("shows what was asked and answered in a case, and nothing of a case that is not there", async () => {
    const [row] = last("cases")?.rows ?? [];
    assert.ok(row);
    const shown = await asks({ type: "openCase", id: row.id, epoch: row.epoch }, "case");
    assert.equal(shown.result.id, row.id);
    assert.ok(shown.details.transcript?.exchanges[0]?.text);
    const before = posted.length;
    await controller.receive({ type: "openCase", id: "no such case", epoch: 0 });
    assert.equal(posted.length, before);
  });

  it("exports the run to the file that a person chooses", async () => {
    for (const format of ["json", "markdown", "html"] as const) {
      const file = path.join(folder, `exported.${format}`);
      await instead("showSaveDialog", vscode.Uri.file(file), async () => {
        const { text } = await asks({ type: "export", format }, "said");
        assert.equal(text, `Exported to exported.${format}.`);
      });
      assert.match(await readFile(file, "utf8"), /simulated/i);
      await rm(file);
    }
  });

  it("keeps the run, and opens it again from the list", async () => {
    const { runs } = await asks({ type: "close" }, "runs");
    assert.equal(last("opened")?.run, undefined);
    const [summary] = runs;
    assert.ok(summary);
    assert.deepEqual([summary.state, summary.hardware?.gpus], ["complete", 4]);
    const { run } = await asks({ type: "openRun", id: summary.id }, "opened", ends);
    assert.equal(complete(run).id, summary.id);
  });

  it("compares it with another one", async () => {
    const [first] = last("runs")?.runs ?? [];
    const { run } = await asks(start(), "opened", ends);
    assert.ok(first && complete(run).id !== first.id);
    const { comparison } = await asks({ type: "compare", baseline: first.id }, "comparison");
    assert.equal(comparison?.comparison.baseline.id, first.id);
    assert.equal(comparison.current.run.id, run?.id);
  });

  it("deletes a run only when that is confirmed", async () => {
    const id = last("opened")?.run?.id ?? "";
    await instead("showWarningMessage", undefined, () =>
      controller.receive({ type: "deleteRun", id }),
    );
    assert.ok((await readdir(folder)).includes(id));
    await instead("showWarningMessage", "Delete", async () => {
      const { runs } = await asks({ type: "deleteRun", id }, "runs");
      assert.ok(!runs.some((run) => run.id === id));
    });
    assert.ok(!(await readdir(folder)).includes(id));
    assert.equal(last("opened")?.run, undefined);
  });

  it("says so when a run has been deleted on the disk meanwhile", async () => {
    const [run] = last("runs")?.runs ?? [];
    assert.ok(run);
    await rm(path.join(folder, run.id), { recursive: true });
    const { problem } = await asks({ type: "openRun", id: run.id }, "problem");
    assert.match(problem?.message ?? "", /\w/);
    const { runs } = await asks({ type: "lookAgain" }, "runs");
    assert.deepEqual(runs, []);
  });

  it("refuses a second run while one is at work, stops that one, and can go on with it", async () => {
    const slow = await startEndpoint(["--profile", "h100x4", ...rightAnswers], signal);
    try {
      await configure({
        endpoints: [{ id: "test", url: slow.url }],
        "evals.runsFolder": folder,
      });
      await asks(start(), "opened", begins);
      const { problem } = await asks(
        start(),
        "problem",
        (message) => message.problem !== undefined,
      );
      assert.match(problem?.message ?? "", /still at work/);
      const { run } = await asks({ type: "stop" }, "opened", ends);
      assert.equal(run?.state, "interrupted");
      assert.deepEqual(
        run.problem?.actions.map(({ action }) => action),
        ["resume"],
      );
      assert.equal(await slow.running(signal), 0);

      const file = path.join(folder, run.id, "run.json");
      const original = await readFile(file, "utf8");
      const elsewhere = {
        ...JSON.parse(original),
        endpoint: { url: "http://thief/v1", model: "m" },
      };
      await writeFile(file, JSON.stringify(elsewhere));
      const refused = await asks({ type: "action", action: "resume" }, "opened", ends);
      assert.equal(refused.run?.state, "failed");

      await writeFile(file, original);
      const isComplete = (message: Message<"opened">) => message.run?.state === "complete";
      const resumed = await asks({ type: "resume", id: run.id }, "opened", isComplete);
      assert.equal(complete(resumed.run).id, run.id);
    } finally {
      await slow.stop();
    }
  });

  it("says at once that an endpoint is gone, and what helps", async () => {
    await controller.receive({ type: "close" });
    const { run } = await asks(start(), "opened", ends);
    assert.equal(run?.state, "failed");
    const actions = run.problem?.actions.map(({ action }) => action);
    assert.deepEqual(actions, ["checkConnection", "retry", "showLog"]);
  });

  it("starts nothing on an endpoint that is not in the settings", async () => {
    const request = {
      ...(start() as Extract<Intent, { type: "start" }>).request,
      endpoint: "other",
    };
    const isSaid = (message: Message<"problem">) => message.problem !== undefined;
    const { problem } = await asks({ type: "start", request }, "problem", isSaid);
    assert.match(problem?.message ?? "", /choose again/);
  });
});

function complete(run: OpenedRun | undefined) {
  assert.ok(run?.kind === "evaluation" && run.result, JSON.stringify(run?.problem));
  assert.equal(run.state, "complete");
  return { id: run.id, result: run.result };
}

/** What a person would choose in a dialog of VS Code, while the work runs. */
async function instead(
  dialog: "showSaveDialog" | "showWarningMessage",
  chosen: unknown,
  work: () => Promise<unknown>,
): Promise<void> {
  const original = vscode.window[dialog];
  Object.assign(vscode.window, { [dialog]: async () => chosen });
  try {
    await work();
  } finally {
    Object.assign(vscode.window, { [dialog]: original });
  }
}
