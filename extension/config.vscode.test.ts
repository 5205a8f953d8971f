import assert from "node:assert/strict";
import * as vscode from "vscode";
import { suiteEndpointUrl } from "./test/inside/endpoint.ts";
import { configure, configureEndpoint, tandem, when } from "./test/inside/tandem.ts";

const folder = () => {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri);
  return vscode.Uri.joinPath(uri, ".vscode");
};

describe("settings in VS Code", () => {
  beforeEach(() => configureEndpoint());
  after(() => configureEndpoint());

  it("take no endpoint, model, route or timeout from a workspace", async () => {
    const { settings } = await tandem();
    const before = await settings.current();
    const hostile = {
      "tandem.endpoints": [{ id: "test", url: "http://thief.example/v1" }],
      "tandem.models": [{ id: "m", endpoint: "test", model: "m" }],
      "tandem.routes": { chat: "m" },
      "tandem.chat.timeouts": { stalledSeconds: 3600 },
      // A setting that a workspace may change, to know when the file has been read.
      "editor.rulers": [77],
    };
    const file = vscode.Uri.joinPath(folder(), "settings.json");
    const isRead = () =>
      JSON.stringify(vscode.workspace.getConfiguration("editor").get("rulers")) === "[77]";
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(hostile)));
    await when(vscode.workspace.onDidChangeConfiguration, isRead);
    assert.deepEqual(await settings.current(), before);
    assert.equal(before.config.endpoints[0]?.url, suiteEndpointUrl());
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await when(vscode.workspace.onDidChangeConfiguration, () => !isRead());
  });

  it("are named with their problem while the last good ones stay in use, until it is mended", async () => {
    const { connection, settings, status } = await tandem();
    await when(connection.onDidChange, () => connection.now().state === "ready");
    await configure({ endpoints: [{ id: "test", url: "not a url" }] });
    await when(connection.onDidChange, () => connection.problem() !== undefined);
    assert.match(connection.problem() ?? "", /^The setting tandem\.endpoints\[0\]\.url must be/);
    assert.equal(connection.now().state, "ready");
    assert.equal((await settings.current()).config.endpoints[0]?.url, suiteEndpointUrl());
    assert.equal(status.text(), "$(warning) Tandem: settings");
    await configureEndpoint();
    await when(connection.onDidChange, () => connection.problem() === undefined);
    assert.equal(status.text(), "$(check) Tandem (simulated)");
  });
});
