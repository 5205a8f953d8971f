// The extension as VS Code sees it: present, activated without an error, and every command it declares answered for.
import assert from "node:assert/strict";
import * as vscode from "vscode";

const id = "tandem.tandem";

describe("the extension", () => {
  it("is known to VS Code", () => {
    assert.ok(vscode.extensions.getExtension(id));
  });

  it("activates", async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it("registers every command it declares", async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    const declared: { command: string }[] = extension?.packageJSON.contributes?.commands ?? [];
    assert.ok(declared.length > 0, "package.json declares no command");
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = declared.map(({ command }) => command).filter((name) => !registered.has(name));
    assert.deepEqual(missing, []);
  });
});
