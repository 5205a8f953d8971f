import assert from "node:assert/strict";
import { createServer } from "node:http";
import * as vscode from "vscode";
import { startEndpoint, type TestEndpoint } from "../test/inside/endpoint.ts";
import {
  askBy,
  closeEverything,
  configure,
  configureEndpoint,
  messagesDuring,
  openSelected,
  tandem,
  when,
} from "../test/inside/tandem.ts";

/** Answers VS Code's input boxes and quick picks, in order, while `work` runs. */
async function answering(answers: unknown[], work: () => Thenable<unknown>): Promise<void> {
  const { showInputBox, showQuickPick } = vscode.window;
  const next = async () => answers.shift();
  const pick = async (items: readonly vscode.QuickPickItem[]) => {
    const label = answers.shift();
    return items.find((item) => item.label === label);
  };
  Object.assign(vscode.window, { showInputBox: next, showQuickPick: pick });
  try {
    await work();
  } finally {
    Object.assign(vscode.window, { showInputBox, showQuickPick });
  }
}

const run = (command: string) => () => vscode.commands.executeCommand(`tandem.${command}`);

describe("endpoints and keys", () => {
  const { signal } = new AbortController();
  let guarded: TestEndpoint;
  before(async () => {
    guarded = await startEndpoint(
      ["--profile", "instant", "--api-key", "right", "--model", "one", "--model", "two"],
      signal,
    );
  });
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  after(async () => {
    await guarded.stop();
    await configureEndpoint();
    await closeEverything();
  });

  const state = async (wanted: string) => {
    const { connection } = await tandem();
    await when(connection.onDidChange, () => connection.now().state === wanted);
  };

  it("are connected by URL and key, and a model is chosen", async () => {
    await configure({});
    const { origin } = new URL(guarded.url);
    await answering([`${origin}/`, "right", "two"], run("connectEndpoint"));
    const { connection, settings } = await tandem();
    await state("ready");
    const { config } = await settings.current();
    assert.equal(config.endpoints[0]?.url, guarded.url);
    assert.deepEqual(
      config.models.map(({ id, model }) => [id, model]),
      [["two", "two"]],
    );
    assert.deepEqual(config.routes, { chat: "two" });
    assert.match(connection.now().label, /^two at /);
  });

  it("answer with the chosen model", async () => {
    await openSelected("src/cart.ts", "export function subtotalCents", "}");
    const turn = await askBy("tandem.explainSelection");
    assert.deepEqual([turn.state, turn.facts?.model], ["done", "two"]);
  });

  it("change their model by Select Model", async () => {
    await answering(["one"], run("selectModel"));
    const { connection, settings } = await tandem();
    await when(connection.onDidChange, () => connection.now().label.startsWith("one at "));
    assert.deepEqual((await settings.current()).config.routes, { chat: "one" });
  });

  it("leave no key in the settings", () => {
    const tandemSettings = JSON.stringify(vscode.workspace.getConfiguration("tandem"));
    assert.doesNotMatch(tandemSettings, /right/);
  });

  it("send their key to no other origin", async () => {
    const seen: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(401, { "content-type": "application/json" }).end('{"error":"no"}');
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    assert.ok(typeof address === "object" && address !== null);
    await configureEndpoint(`http://127.0.0.1:${address.port}/v1`);
    await state("unauthorised");
    other.close();
    assert.ok(seen.length > 0);
    assert.deepEqual(new Set(seen), new Set([undefined]));
  });

  it("are unauthorised again when the key is removed, and ready when it is back", async () => {
    await configureEndpoint(guarded.url);
    await state("ready");
    await answering([""], run("setApiKey"));
    await state("unauthorised");
    await answering(["right"], run("setApiKey"));
    await state("ready");
  });

  it("are not written when nothing answers there", async () => {
    const { settings } = await tandem();
    const before = (await settings.current()).config.endpoints;
    const shown = await messagesDuring(() =>
      answering(["does-not-exist.invalid"], run("connectEndpoint")),
    );
    assert.equal(shown.length, 1);
    assert.match(shown[0] ?? "", /could not be resolved/);
    assert.deepEqual((await settings.current()).config.endpoints, before);
  });
});
