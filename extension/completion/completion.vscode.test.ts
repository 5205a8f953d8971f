import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startEndpoint, type TestEndpoint } from "../test/inside/endpoint.ts";
import {
  closeEverything,
  configure,
  configureEndpoint,
  messagesDuring,
  tandem,
  when,
} from "../test/inside/tandem.ts";

const { signal } = new AbortController();
/** The simulated model repeats what followed the same words before. */
const above = "let sum = price * quantity;\nlet other = compute(first);\n";
/** Another name each time, because answers are remembered by the text around them. */
const asking = (name: string) => `${above}const ${name} = pric║\n`;
const answered = (name: string) => `${above}const ${name} = price * quantity;\n`;
const run = (command: string, ...rest: unknown[]) =>
  vscode.commands.executeCommand(command, ...rest);

async function service() {
  return (await tandem()).completion.service();
}

/** Routes inline completion, and only that, to a model of the endpoint. */
async function routeTo(url: string, more: Parameters<typeof configure>[0] = {}, model = "fast") {
  await configure({
    endpoints: [{ id: "test", url }],
    models: [{ id: "small", endpoint: "test", model }],
    routes: { inline: "small" },
    "completion.warmUp": false,
    "completion.otherFiles": false,
    ...more,
  });
}

/** Opens a document with the cursor where `║` stands. */
async function open(text: string, language = "typescript", eol = vscode.EndOfLine.LF) {
  const offset = text.indexOf("║");
  const document = await vscode.workspace.openTextDocument({
    language,
    content: text.replace("║", ""),
  });
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.setEndOfLine(eol));
  const before = text.slice(0, offset).split("\n");
  const position = new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** Resolves once VS Code has changed the document; commands of ghost text do nothing before it is drawn. */
async function changedBy(command: string, editor: vscode.TextEditor): Promise<string> {
  const { version } = editor.document;
  const deadlineMs = performance.now() + 15_000;
  while (editor.document.version === version) {
    assert.ok(
      performance.now() < deadlineMs,
      `${command} changed nothing: ${JSON.stringify((await service()).traces().slice(-3))}`,
    );
    await run(command);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return editor.document.getText();
}

async function suggest(): Promise<void> {
  const completion = await service();
  const known = completion.traces().at(-1);
  await run("editor.action.inlineSuggest.trigger");
  await when(completion.onDidChange, () => completion.traces().at(-1) !== known);
}

async function stateIs(wanted: string): Promise<void> {
  const completion = await service();
  while ((await completion.status()).completion.state !== wanted) {
    // The change may have come while the status was read, so waiting for the next one has an end.
    await new Promise<void>((resolve) => {
      const end = () => {
        listener.dispose();
        clearTimeout(timer);
        resolve();
      };
      const listener = completion.onDidChange(end);
      const timer = setTimeout(end, 250);
    });
  }
}

const completions = async (endpoint: TestEndpoint) =>
  (await endpoint.requests(signal)).filter(({ task }) => task === "inline");

describe("inline completion", () => {
  let endpoint: TestEndpoint;
  before(async () => {
    const models = ["--model", "large", "--model", "fast"];
    endpoint = await startEndpoint(["--profile", "fim-7b", ...models], signal);
  });
  beforeEach(() => routeTo(endpoint.url));
  afterEach(closeEverything);
  after(async () => {
    await endpoint.stop();
    await configureEndpoint();
    await closeEverything();
  });

  it("shows what the small model says, and takes it", async () => {
    const editor = await open(asking("total"));
    await suggest();
    const text = await changedBy("editor.action.inlineSuggest.commit", editor);
    assert.equal(text, answered("total"));
    const completion = await service();
    await when(completion.onDidChange, () =>
      completion.traces().some(({ outcome }) => outcome === "returned"),
    );
    const { summary, model } = await completion.status();
    assert.ok((summary?.acceptance.accepted ?? 0) >= 1);
    assert.deepEqual([model?.name, model?.isSimulated], ["fast", true]);
  });

  it("is taken word by word and goes on without another request", async () => {
    const editor = await open(asking("words"));
    await suggest();
    const sent = (await completions(endpoint)).length;
    const text = await changedBy("editor.action.inlineSuggest.acceptNextWord", editor);
    assert.match(text, /const words = price\b(?! \* quantity)/);
    await changedBy("editor.action.inlineSuggest.commit", editor);
    assert.equal(editor.document.getText(), answered("words"));
    assert.equal((await completions(endpoint)).length, sent);
  });

  it("is taken line by line, in a file with CRLF", async () => {
    const block = "if (ready) {\n  run();\n  stop();\n}";
    const between = "let other = compute(first);";
    const text = `${block}\n${between}\nif (re║\n`;
    const editor = await open(text, "typescript", vscode.EndOfLine.CRLF);
    await routeTo(endpoint.url, { "completion.multiline": "always" });
    await suggest();
    await changedBy("editor.action.inlineSuggest.acceptNextLine", editor);
    assert.match(editor.document.getText(), /compute\(first\);\r\nif \(ready\) \{/);
    await changedBy("editor.action.inlineSuggest.commit", editor);
    const wanted = `${block}\n${between}\n${block}\n`;
    assert.equal(editor.document.getText(), wanted.replaceAll("\n", "\r\n"));
  });

  it("aborts the request that the next key contradicts", async () => {
    await routeTo(endpoint.url, { "completion.multiline": "always" });
    const steps = Array.from({ length: 10 }, (_, index) => `  step${index}(first, second);\n`);
    const editor = await open(`if (ready) {\n${steps.join("")}}\nlet other;\nif (re║\n`);
    const known = (await completions(endpoint)).length;
    void run("editor.action.inlineSuggest.trigger");
    while ((await completions(endpoint)).length === known);
    await editor.edit((edit) => edit.insert(editor.selection.active, "x"));
    let record = (await completions(endpoint))[known];
    while (record?.outcome === undefined) record = (await completions(endpoint))[known];
    assert.equal(record.outcome, "aborted");
  });

  for (const [what, prepare] of [
    ["in an .env file", () => openNamed("secrets/.env", asking("secret").replace("║\n", ""))],
    ["in a language that is turned off", () => open(asking("prose"), "markdown")],
    ["when it is turned off", () => routeTo(endpoint.url, { "completion.enabled": false })],
    [
      "without a model of its own",
      () => configure({ endpoints: [{ id: "a", url: endpoint.url }] }),
    ],
  ] as const) {
    it(`sends nothing ${what}`, async () => {
      await routeTo(endpoint.url, { "completion.languages": { markdown: false } });
      await open(asking("quiet"));
      await prepare();
      const sent = (await completions(endpoint)).length;
      await run("editor.action.inlineSuggest.trigger");
      // A request on its way would be known to the endpoint once another one has come back.
      await fetch(`${new URL(endpoint.url).origin}/health`);
      assert.equal((await completions(endpoint)).length, sent);
    });
  }

  it("shows its prompts and times on a page", async () => {
    await open(asking("traced"));
    await suggest();
    await run("tandem.showCompletionTrace");
    const page = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(page, /<\|fim_prefix\|>let sum = price \* quantity;/);
    assert.match(page, /TTFT/);
    assert.match(page, /simulated/);
  });

  it("completes beyond the entry that is selected in the list of suggestions", async () => {
    const text =
      "let pricelessThing = 1;\nlet sum = pricelessThing * quantity;\nlet chosen = pricel║\n";
    const editor = await open(text);
    const completion = await service();
    const isAsked = () =>
      completion
        .traces()
        .some(({ prompt }) => prompt?.includes("let chosen = pricelessThing<|fim"));
    const deadlineMs = performance.now() + 20_000;
    while (!isAsked()) {
      assert.ok(performance.now() < deadlineMs, JSON.stringify(completion.traces().slice(-3)));
      await run("editor.action.triggerSuggest");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await run("hideSuggestWidget");
    assert.ok(editor.document.getText().includes("let chosen = pricel\n"), "nothing is inserted");
  });

  it("sends nothing in a file of 50,000 lines", async () => {
    const editor = await open(`${"let a = 1;\n".repeat(50_000)}let huge = pric║\n`);
    const sent = (await completions(endpoint)).length;
    await run("editor.action.inlineSuggest.trigger");
    await fetch(`${new URL(endpoint.url).origin}/health`);
    assert.equal((await completions(endpoint)).length, sent);
    assert.equal(editor.document.lineCount, 50_002);
  });

  it("completes in a cell of a notebook", async () => {
    const cell = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      "sum = price * quantity\nother = compute(first)\ncell = pric",
      "python",
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      "jupyter-notebook",
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook);
    await run("notebook.cell.edit");
    const completion = await service();
    const isShown = () => completion.traces().some(({ text }) => text === "e * quantity");
    const deadlineMs = performance.now() + 20_000;
    while (!isShown()) {
      assert.ok(performance.now() < deadlineMs, JSON.stringify(completion.traces().slice(-3)));
      await run("cursorBottom");
      await run("editor.action.inlineSuggest.trigger");
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  });

  it("stays away from what is not edited", async () => {
    await run("workbench.action.output.toggleOutput");
    const sent = (await completions(endpoint)).length;
    await run("tandem.showLog");
    await run("editor.action.inlineSuggest.trigger");
    assert.equal((await completions(endpoint)).length, sent);
    await run("workbench.action.closePanel");
  });
});

async function openNamed(path: string, content: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const editor = await vscode.window.showTextDocument(uri);
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
}

describe("inline completion with the wrong model", () => {
  afterEach(closeEverything);
  after(async () => {
    await configureEndpoint();
    await closeEverything();
  });

  async function withEndpoint(
    args: string[],
    work: (endpoint: TestEndpoint) => Promise<void>,
  ): Promise<void> {
    const models = ["--model", "large", "--model", "fast"];
    const endpoint = await startEndpoint([...models, ...args], signal);
    try {
      await work(endpoint);
    } finally {
      await endpoint.stop();
    }
  }

  it("pauses a model that is too slow, says the figure, and goes on when told to", () =>
    withEndpoint(["--profile", "fim-7b"], async ({ url }) => {
      // The model of chat has to prove itself before it is asked at all.
      await routeTo(url, { "completion.maxTtftMs": 5 }, "large");
      const editor = await open(asking("slow"));
      await stateIs("paused");
      const { status } = await tandem();
      const completion = await service();
      const facts = await completion.status();
      assert.match(facts.short, /paused: TTFT p50 \d+ ms over 10 requests, limit 5 ms/);
      while (!/completion paused, TTFT \d+ ms/.test(status.text())) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.match(status.hover(), /\[Use Anyway\]\(command:tandem\.useCompletionAnyway\)/);
      assert.match(status.hover(), /\[Choose Another Model\]/);

      await run("tandem.useCompletionAnyway");
      await stateIs("on");
      await suggest();
      await changedBy("editor.action.inlineSuggest.commit", editor);
      assert.equal(editor.document.getText(), answered("slow"));
    }));

  it("lets the chat model complete once it has proved that it is fast", () =>
    withEndpoint(["--profile", "instant"], async ({ url }) => {
      await routeTo(url, {}, "large");
      await open(asking("proved"));
      await stateIs("on");
      const { guard } = (await (await service()).status()).completion as {
        guard: { n: number };
      };
      assert.ok(guard.n >= 10);
    }));

  for (const manner of ["prose", "fences"]) {
    it(`says so and asks no more when it answers with ${manner}`, () =>
      withEndpoint(["--completions", manner], async (endpoint) => {
        const messages = await messagesDuring(async () => {
          await routeTo(endpoint.url);
          const editor = await open(asking("wrong"));
          await stateIs("no_model");
          assert.match(
            (await (await service()).status()).short,
            new RegExp(manner.slice(0, 4), "i"),
          );
          const sent = (await completions(endpoint)).length;
          await suggest();
          assert.equal((await completions(endpoint)).length, sent);
          assert.equal(editor.document.getText(), asking("wrong").replace("║", ""));
        });
        assert.deepEqual(messages, []);
      }));
  }

  it("fails without a message and recovers", async () => {
    let port = "";
    const messages = await messagesDuring(async () => {
      await withEndpoint([], async ({ url }) => {
        port = new URL(url).port;
        await routeTo(url);
        await open(asking("up"));
        await stateIs("on");
      });
      await open(asking("down"));
      await run("editor.action.inlineSuggest.trigger");
      await stateIs("failing");
    });
    assert.deepEqual(messages, []);
    const back = await startEndpoint(["--model", "fast", "--port", port], signal);
    try {
      const editor = await open(asking("again"));
      const completion = await service();
      // VS Code asks again only when something was typed; one request is let through after each pause.
      while ((await completion.status()).completion.state === "failing") {
        await editor.edit((edit) => edit.insert(editor.selection.active, "e"));
        await run("editor.action.inlineSuggest.trigger");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      await stateIs("on");
    } finally {
      await back.stop();
    }
  });
});
