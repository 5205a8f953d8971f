import assert from "node:assert/strict";
import * as vscode from "vscode";
import { suiteEndpointUrl } from "../test/inside/endpoint.ts";
import {
  closeEverything,
  configure,
  configureEndpoint,
  messagesDuring,
  tandem,
  when,
} from "../test/inside/tandem.ts";

/** The report, once it is the one about this endpoint. */
async function reportOn(url: string): Promise<string> {
  await vscode.commands.executeCommand("tandem.checkConnection");
  const uri = vscode.Uri.parse("tandem-report:/Connection Check.md");
  const document = await vscode.workspace.openTextDocument(uri);
  await when(vscode.workspace.onDidChangeTextDocument, () => document.getText().includes(url));
  return document.getText();
}

describe("Check Connection", () => {
  after(async () => {
    await configureEndpoint();
    await closeEverything();
  });

  it("reports every step of a working endpoint", async () => {
    await configureEndpoint();
    const text = await reportOn(suiteEndpointUrl());
    for (const step of ["URL", "Connect", "API key", "Models", "Chat", "Fill in the middle"]) {
      assert.match(text, new RegExp(`\\| ✓ \\| ${step} \\|`));
    }
    assert.match(text, /simulated/);
    const { endpoints } = await tandem();
    const known = endpoints.known(suiteEndpointUrl(), "qwen3-coder");
    assert.equal(known.followsSchema, true, "what the check found out is kept");
    assert.equal(known.fim?.family, "qwen");
  });

  it("names the step that fails and the remedy", async () => {
    await configureEndpoint("http://does-not-exist.invalid/v1");
    const text = await reportOn("http://does-not-exist.invalid/v1");
    assert.match(text, /Failed at “Connect”\. The host name does-not-exist\.invalid/);
    assert.match(text, /\*\*Check the host name in tandem\.endpoints/);
  });

  it("offers to connect an endpoint where there is none", async () => {
    await configure({});
    const shown = await messagesDuring(async () =>
      vscode.commands.executeCommand("tandem.checkConnection"),
    );
    assert.deepEqual(shown, ["Tandem has no endpoint to check yet."]);
  });
});
