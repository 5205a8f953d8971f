import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile as write } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import {
  accept,
  cardAfter,
  discard,
  editBlock,
  hasCard,
  messageAfter,
  proposalTabs,
  say,
  textOf,
  turnAfter,
  verbatim,
  workspaceUri,
  writeFile,
} from "../test/inside/answers.ts";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  lastTurn,
  messagesDuring,
  openSample,
  openSelected,
  tandem,
  when,
} from "../test/inside/tandem.ts";

const wrong = "  for (let index = 0; index < items.length - 1; index += 1) {\n";
const right = "  for (let index = 0; index < items.length; index += 1) {\n";
const fixCart = editBlock("src/cart.ts", wrong, right);

before(async () => {
  const files = vscode.workspace.getConfiguration("files");
  await files.update("autoSave", "off", vscode.ConfigurationTarget.Global);
});

describe("Changes in answers of the chat", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  it("are offered for several files, and one undo takes all of them back", async () => {
    const cart = workspaceUri("src/cart.ts");
    const before = await textOf(cart);
    const made = workspaceUri("src/made.ts");
    const answer = `${fixCart}\n${editBlock("src/made.ts", "", "export const made = 1;\n")}`;
    const turn = await say(verbatim(answer));
    assert.deepEqual(
      turn.card?.files?.map(({ path: file, state }) => [file, state]),
      [
        ["src/cart.ts", "pending"],
        ["src/made.ts", "pending"],
      ],
    );
    await cardAfter(accept, /applied to 2 files/);
    assert.equal(await textOf(cart), before.replace(wrong, right));
    assert.equal(await textOf(made), "export const made = 1;\n");
    await vscode.window.showTextDocument(cart);
    await vscode.commands.executeCommand("undo");
    assert.equal(await textOf(cart), before);
    await assert.rejects(async () => vscode.workspace.fs.stat(made));
  });

  it("are mended once by the model when a block does not fit", async () => {
    const before = await textOf(workspaceUri("src/cart.ts"));
    const lost = editBlock("src/cart.ts", "  for (const item of nothing) {\n", right);
    const kept = editBlock("src/kept.ts", "", "export const kept = 1;\n");
    const repaired = await say(
      verbatim(`${lost}\n${kept}`),
      (turn) => /^Repair/.test(turn.question) && hasCard(turn),
    );
    const { chat } = await tandem();
    const first = chat.turns().at(-2);
    assert.match(first?.card?.title ?? "", /^1 block of the answer did not fit/);
    assert.deepEqual(
      repaired.card?.files?.map((file) => file.path),
      ["src/kept.ts", "src/cart.ts"],
    );
    assert.equal(repaired.card?.notes, undefined);
    assert.equal(await textOf(workspaceUri("src/cart.ts")), before);
    await cardAfter(discard, /discarded/);
  });

  it("are not looked for in prose", async () => {
    const turn = await say(verbatim("Nothing to change: `src/cart.ts` is fine."), () => true);
    assert.equal(turn.card, undefined);
    assert.deepEqual(proposalTabs(), []);
  });

  const refused: [what: string, answer: string, said: RegExp][] = [
    [
      "half a block",
      "```\nsrc/cart.ts\n<<<<<<< SEARCH\n  let sum",
      /has no end|no change|ended before/,
    ],
    ["a path upwards", editBlock("../outside.ts", "", "x\n"), /outside the workspace/],
    ["an absolute path", editBlock("/etc/passwd", "root\n", "x\n"), /outside the workspace/],
    ["a Windows path", editBlock("C:\\work\\cart.ts", "", "x\n"), /outside the workspace/],
    ["version control", editBlock(".git/config", "", "x\n"), /outside the workspace/],
    ["a secret file", editBlock("deploy/.env", "", "KEY=1\n"), /hold secrets/],
    ["a link that leads outside", editBlock("linked/x.ts", "", "x\n"), /outside the workspace/],
    ["a linked file", editBlock("src/linked.ts", "one\n", "two\n"), /outside the workspace/],
    ["a link to nothing outside", editBlock("src/dangling.ts", "", "x\n"), /outside the workspace/],
    ["a link into version control", editBlock("vcs/config", "", "x\n"), /version control/],
    ["a link to a secret file", editBlock("src/plain.ts", "KEY=1\n", "x\n"), /hold secrets/],
    ["a read-only file", editBlock("src/locked.ts", "one\n", "two\n"), /read-only/],
    ["a binary file", editBlock("src/binary.bin", "one\n", "two\n"), /not text/],
  ];
  describe("that must not be", () => {
    let outside: string;
    const inside = (name: string) => workspaceUri(name).fsPath;
    before(async () => {
      outside = await mkdtemp(path.join(tmpdir(), "tandem-outside-"));
      await write(path.join(outside, "linked.ts"), "one\n");
      await mkdir(path.join(outside, "folder"));
      await symlink(path.join(outside, "folder"), inside("linked"));
      await symlink(path.join(outside, "linked.ts"), inside("src/linked.ts"));
      await symlink(path.join(outside, "dangling.ts"), inside("src/dangling.ts"));
      await symlink(inside(".git"), inside("vcs"));
      await writeFile("src/.env", "KEY=1\n");
      await symlink(inside("src/.env"), inside("src/plain.ts"));
      await writeFile("src/locked.ts", "one\n");
      await chmod(inside("src/locked.ts"), 0o444);
      await writeFile("src/binary.bin", "one\n\0");
    });
    after(async () => {
      const names = [
        "linked",
        "vcs",
        "src/.env",
        "src/plain.ts",
        "src/linked.ts",
        "src/dangling.ts",
        "src/locked.ts",
        "src/binary.bin",
      ];
      for (const name of names) await rm(inside(name), { force: true });
      await rm(outside, { recursive: true });
    });
    for (const [what, answer, said] of refused) {
      it(`are refused with the reason: ${what}`, async () => {
        // Some can be mended, and the simulated model has nothing better to say.
        const turn = await say(verbatim(answer), (each) => (each.card?.notes ?? []).length > 0);
        assert.match(turn.card?.notes?.join() ?? "", said);
        assert.equal(turn.card?.files, undefined);
        assert.deepEqual(proposalTabs(), []);
        assert.equal(await readFile(path.join(outside, "linked.ts"), "utf8"), "one\n");
      });
    }
    it("are refused when the path fits two files, one of them outside", async () => {
      const names = [path.join(outside, "twin.txt"), inside("twin.txt")];
      for (const name of names) await write(name, "one\n");
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(names[0] ?? ""));
      editor.selection = new vscode.Selection(0, 0, 0, 3);
      await vscode.commands.executeCommand("tandem.askAboutSelection");
      const answer = verbatim(editBlock("twin.txt", "one\n", "two\n"));
      const turn = await say(answer, (each) => (each.card?.notes ?? []).length > 0);
      assert.match(turn.card?.notes?.join() ?? "", /Several files have this path/);
      assert.deepEqual(proposalTabs(), []);
      await rm(inside("twin.txt"));
    });
  });

  it("name what was refused beside what can be applied", async () => {
    const turn = await say(verbatim(`${fixCart}\n${editBlock("deploy/.env", "", "KEY=1\n")}`));
    assert.deepEqual(
      turn.card?.files?.map((file) => file.path),
      ["src/cart.ts"],
    );
    assert.match(turn.card?.notes?.join() ?? "", /^deploy\/\.env: .*hold secrets/);
    await cardAfter(discard, /discarded/);
  });

  it("leave conflicts alone that stand in the file", async () => {
    const text = "one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> main\nfour\n";
    const uri = await writeFile("src/conflict.txt", text);
    await say(verbatim(editBlock("src/conflict.txt", "four\n", "FOUR\n")));
    await cardAfter(accept, /applied to src\/conflict\.txt/);
    assert.equal(await textOf(uri), text.replace("four", "FOUR"));
    await vscode.commands.executeCommand("undo");
    await vscode.workspace.fs.delete(uri);
  });
});

describe("Apply on a code block", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  const apply = async (info: string, code: string) => {
    const { chat } = await tandem();
    const turnId = chat.turns().at(-1)?.id ?? "";
    return () => chat.receive({ type: "codeBlock", action: "apply", turnId, info, code });
  };

  it("asks once more to put the code into the file", async () => {
    const before = await textOf(workspaceUri("src/cart.ts"));
    const code =
      "export function freeShipping(cents: number): boolean {\n  return cents > 5_000;\n}\n";
    await say(
      verbatim(`In \`src/cart.ts\`:\n\n\`\`\`ts\n${code}\`\`\`\n\n\`\`\`sh\nls\n\`\`\``),
      () => true,
    );
    const turn = await turnAfter(await apply("ts", code), hasCard);
    assert.equal(turn.question, "Apply to src/cart.ts");
    assert.deepEqual(
      turn.card?.files?.map((file) => file.path),
      ["src/cart.ts"],
    );
    await cardAfter(accept, /applied to src\/cart\.ts/);
    assert.equal(await textOf(workspaceUri("src/cart.ts")), `${before.trimEnd()}\n\n${code}`);
    await vscode.commands.executeCommand("undo");
  });

  it("puts the only block in place of the code that was asked about", async () => {
    const { document } = await openSelected("src/cart.ts", "export function priciestItems", "}");
    const before = document.getText();
    await vscode.commands.executeCommand("tandem.askAboutSelection");
    const code = "export function priciestItems(): Item[] {\n  return [];\n}\n";
    await say(verbatim(`\`\`\`ts\n${code}\`\`\``), () => true);
    await cardAfter(await apply("ts", code), /Proposed change of 1 file/);
    await cardAfter(accept, /applied to src\/cart\.ts/);
    const start = before.indexOf("export function priciestItems");
    const end = before.indexOf("\n}\n", start) + 3;
    assert.equal(document.getText(), before.slice(0, start) + code + before.slice(end));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("makes the file that the answer names when it is not there", async () => {
    await say(verbatim("```ts src/fresh.ts\nexport const a = 1;\n```"), () => true);
    await cardAfter(await apply("ts src/fresh.ts", "export const a = 1;"), /Proposed change/);
    await cardAfter(accept, /applied to src\/fresh\.ts/);
    const uri = workspaceUri("src/fresh.ts");
    assert.equal(await textOf(uri), "export const a = 1;\n");
    await vscode.commands.executeCommand("undo");
    await vscode.workspace.fs.delete(uri, { useTrash: false }).then(
      () => {},
      () => {},
    );
  });

  it("says what is missing when no file is meant, or one outside", async () => {
    await say(verbatim("```ts\nx\n```\n\n```ts ../y.ts\ny\n```"), () => true);
    const first = await messageAfter(await apply("ts", "x"));
    assert.match(first, /not clear which file/);
    assert.match(await messageAfter(await apply("ts ../y.ts", "y")), /outside the workspace/);
    assert.deepEqual(proposalTabs(), []);
  });
});

describe("Tests, documentation, commit messages", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  it("writes tests into a new file", async () => {
    await openSelected("src/cart.ts", "export function subtotalCents", "}");
    const turn = await askBy("tandem.writeTests");
    assert.equal(turn.question, "Write tests for src/cart.ts:17–24");
    const [file] = turn.card?.files ?? [];
    assert.match(file?.path ?? "", /cart.*test/);
    const uri = workspaceUri(file?.path ?? "");
    await cardAfter(accept, /was applied/);
    assert.match(await textOf(uri), /subtotalCents/);
    await vscode.commands.executeCommand("undo");
    await assert.rejects(async () => vscode.workspace.fs.stat(uri));
  });

  it("shows the model the tests that are there", async () => {
    const uri = await writeFile("spec/cart.test.ts", "// the tests that are there\n");
    await openSelected("src/cart.ts", "export function subtotalCents", "}");
    const turn = await askBy("tandem.writeTests");
    await vscode.workspace.fs.delete(uri);
    assert.ok(turn.chips.some(({ label }) => label === "cart.test.ts"));
    await cardAfter(discard, /discarded/);
  });

  it("documents what is selected", async () => {
    const { document } = await openSelected("src/cart.ts", "export function totalCents", "}");
    const before = document.getText();
    const turn = await askBy("tandem.documentSelection");
    assert.match(turn.question, /^Document src\/cart\.ts:/);
    assert.match(turn.card?.title ?? "", /Proposed change of 1 file/);
    await cardAfter(accept, /was applied/);
    assert.notEqual(document.getText(), before);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("does the same for a typed command", async () => {
    await openSelected("src/cart.ts", "export function totalCents", "}");
    const turn = await say("/doc for callers");
    assert.match(turn.question, /^Document src\/cart\.ts:.*: for callers$/);
    await cardAfter(discard, /discarded/);
  });

  it("puts a commit message into the repository's box, and asks before it replaces another", async () => {
    const folder = workspaceUri("").fsPath;
    const git = (...args: string[]) =>
      promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
        cwd: folder,
      });
    await git("init", "--quiet");
    await git("add", "--force", ".");
    await git("commit", "--quiet", "--allow-empty", "--message=all");
    await writeFile("reports/sales.py", "# changed\n");
    const extension = vscode.extensions.getExtension("vscode.git")!;
    const api = (await extension.activate()).getAPI(1);
    await api.openRepository(workspaceUri(""));
    await when(api.onDidOpenRepository, () => api.repositories.length > 0);
    const { inputBox } = api.repositories[0];
    const turn = await askBy("tandem.writeCommitMessage");
    assert.equal(turn.card?.actions[0]?.action, "useCommitMessage");
    const { chat } = await tandem();
    const use = () => chat.receive({ type: "card", turnId: turn.id, action: "useCommitMessage" });
    inputBox.value = "half written";
    const asked = await messagesDuring(async () => use());
    assert.deepEqual(asked, ["Replace the commit message that is there?"]);
    assert.equal(inputBox.value, "half written");
    inputBox.value = "";
    await cardAfter(use, /Source Control/);
    assert.notEqual(inputBox.value, "");
    assert.ok(turn.answer.includes(inputBox.value.split("\n")[0]));
    inputBox.value = "";
    await git("checkout", "--quiet", "--force", "HEAD");
    assert.equal((await lastTurn())?.id, turn.id);
  });
});

describe("Edit at the cursor", () => {
  before(() => configureEndpoint());
  afterEach(closeEverything);

  /** Answers the input box; undefined is Escape. */
  const instructing = async (said: string | undefined, work: () => PromiseLike<unknown>) => {
    const { showInputBox } = vscode.window;
    const values: (string | undefined)[] = [];
    const answer = async (options?: vscode.InputBoxOptions) => {
      values.push(options?.value);
      return said;
    };
    Object.assign(vscode.window, { showInputBox: answer });
    try {
      await work();
    } finally {
      Object.assign(vscode.window, { showInputBox });
    }
    return values;
  };
  const edit = () => vscode.commands.executeCommand("tandem.editInline");

  it("changes the selection, and one undo takes it back", async () => {
    const { document } = await openSelected("src/cart.ts", "export function totalCents", "}");
    const before = document.getText();
    await instructing("rename subtotal to sum", edit);
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, "tandem-proposal");
    assert.equal(document.getText(), before);
    await accept();
    assert.match(document.getText(), /const sum = subtotalCents\(items\);/);
    assert.equal(document.getText().split("\n").length, before.split("\n").length);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("inserts at the cursor when nothing is selected, and touches nothing when it is rejected", async () => {
    const editor = await openSample("src/cart.ts");
    const before = editor.document.getText();
    editor.selection = new vscode.Selection(15, 0, 15, 0);
    const values = await instructing("say what this is", edit);
    assert.deepEqual(values, ["rename subtotal to sum"], "the last instruction is offered again");
    const isShown = () =>
      /Simulated edit: say what this is/.test(
        vscode.window.activeTextEditor?.document.getText() ?? "",
      );
    await when(vscode.workspace.onDidChangeTextDocument, isShown);
    await discard();
    assert.deepEqual(proposalTabs(), []);
    assert.equal(editor.document.getText(), before);
  });

  it("does nothing after Escape", async () => {
    const { document } = await openSelected("src/cart.ts", "export function totalCents", "}");
    const before = document.getText();
    await instructing(undefined, edit);
    assert.equal(document.getText(), before);
    assert.deepEqual(proposalTabs(), []);
  });

  it("stops while the model is writing", async () => {
    const { document } = await openSelected("src/cart.ts", "export function totalCents", "}");
    const before = document.getText();
    const stopped = when(vscode.window.tabGroups.onDidChangeTabs, () => proposalTabs().length > 0);
    await instructing("simulator: long answer", async () => {
      const running = edit();
      await Promise.race([stopped, running]);
      await vscode.commands.executeCommand("tandem.stop");
      await running;
    });
    assert.equal(document.getText(), before);
    await when(vscode.window.tabGroups.onDidChangeTabs, () => proposalTabs().length === 0);
  });

  it("says what went wrong, with Retry", async () => {
    const { document } = await openSelected("src/cart.ts", "export function totalCents", "}");
    const before = document.getText();
    const shown: string[][] = [];
    const { showInformationMessage } = vscode.window;
    const note = async (message: string, ...labels: string[]) =>
      void shown.push([message, ...labels]);
    Object.assign(vscode.window, { showInformationMessage: note });
    try {
      await instructing("simulator: prose", edit);
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    assert.match(shown[0]?.[0] ?? "", /^The model proposed no change\. I would change/);
    assert.deepEqual(shown[0]?.slice(1), ["Retry"]);
    assert.equal(document.getText(), before);
  });
});
