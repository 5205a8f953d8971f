import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEverything, tandem, when } from "../test/inside/tandem.ts";

const openTab = () => vscode.window.tabGroups.activeTabGroup.activeTab;

describe("links of answers in VS Code", () => {
  // Only where a chat is open its intents are carried out at once.
  before(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  async function follow(href: string) {
    const { chat } = await tandem();
    chat.receive({ type: "openLink", href });
  }

  it("lead to a line of a file", async () => {
    await follow("src/cart.ts:17");
    const line = () => vscode.window.activeTextEditor?.selection.start.line;
    await when(vscode.window.onDidChangeTextEditorSelection, () => line() === 16);
    assert.equal(openTab()?.label, "cart.ts");
  });

  it("lead to a file that is no text", async () => {
    const [folder] = vscode.workspace.workspaceFolders!;
    const image = vscode.Uri.joinPath(folder!.uri, "dot.png");
    await vscode.workspace.fs.writeFile(image, Buffer.from("89504e470d0a1a0a00000000", "hex"));
    await follow("dot.png");
    await when(vscode.window.tabGroups.onDidChangeTabs, () => openTab()?.label === "dot.png");
    await closeEverything();
    await vscode.workspace.fs.delete(image);
  });

  it("lead nowhere else", async () => {
    const hrefs = [
      ...["/etc/hosts", "../../etc/hosts", "src/../../x", "file:///etc/hosts", "C:\\x"],
      ...["command:workbench.action.quit", "vscode://x", "javascript:0", "src/nothing.ts", ""],
    ];
    for (const href of hrefs) {
      assert.match(await refusal(href), /points to nothing in this workspace/, href);
      assert.equal(openTab(), undefined, href);
    }
  });

  async function refusal(href: string): Promise<string> {
    const original = vscode.window.showInformationMessage;
    try {
      return await new Promise((resolve, reject) => {
        const note = async (message: string) => resolve(message);
        Object.assign(vscode.window, { showInformationMessage: note });
        follow(href).catch(reject);
      });
    } finally {
      Object.assign(vscode.window, { showInformationMessage: original });
    }
  }
});
