import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { repositoryInUse } from "../host/context/repositories.ts";
import { cardAfter, messageAfter, say, workspaceUri, writeFile } from "../test/inside/answers.ts";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  openSample,
  tandem,
  when,
} from "../test/inside/tandem.ts";

describe("A commit message, with several repositories", () => {
  const names = ["first", "second"] as const;
  // biome-ignore lint/suspicious/noExplicitAny: the git extension's API has no types here.
  let api: any;
  const repository = (name: string) =>
    api.repositories.find(({ rootUri }: { rootUri: vscode.Uri }) =>
      rootUri.path.endsWith(`/${name}`),
    );
  const boxes = () => names.map((name) => repository(name).inputBox.value !== "");

  before(async () => {
    await configureEndpoint();
    const extension = vscode.extensions.getExtension("vscode.git")!;
    api = (await extension.activate()).getAPI(1);
    for (const name of names) {
      await writeFile(`${name}/note.txt`, "one\n");
      const git = (...args: string[]) =>
        promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
          cwd: workspaceUri(name).fsPath,
        });
      await git("init", "--quiet");
      await git("add", ".");
      await git("commit", "--quiet", "--message=all");
      await writeFile(`${name}/note.txt`, `${name}\n`);
      await api.openRepository(workspaceUri(name));
      await when(api.onDidOpenRepository, () => repository(name) !== undefined);
    }
  });
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(async () => {
    for (const name of names) repository(name).inputBox.value = "";
    await closeEverything();
  });
  after(async () => {
    for (const name of names) {
      const closed = when(api.onDidCloseRepository, () => repository(name) === undefined);
      await vscode.commands.executeCommand("git.close", workspaceUri(name));
      await closed;
      await vscode.workspace.fs.delete(workspaceUri(name), { recursive: true });
    }
  });

  const attachChanges = async () => {
    const { chat } = await tandem();
    const { promise: mentioned, resolve } = Promise.withResolvers<string>();
    const listener = chat.onDidPost((message) => {
      if (message.type === "mentions")
        resolve(message.items.find(({ kind }) => kind === "changes")?.id ?? "");
    });
    chat.receive({ type: "findMentions", ask: 1, query: "changes" });
    const mentionId = await mentioned;
    listener.dispose();
    const attached = when(chat.onDidPost, () => chat.composer().chips.length > 0);
    chat.receive({ type: "attachMention", mentionId });
    await attached;
  };
  const use = async () => {
    const { chat } = await tandem();
    const turnId = chat.turns().at(-1)?.id ?? "";
    return cardAfter(
      () => chat.receive({ type: "card", turnId, action: "useCommitMessage" }),
      /is in the Source Control view/,
    );
  };

  it("goes to the one whose changes were attached, whatever is looked at by then", async () => {
    await openSample("first/note.txt");
    await attachChanges();
    await openSample("second/note.txt");
    const turn = await say("/commit");
    assert.equal(turn.question, "Write a commit message for first");
    assert.equal(turn.card?.title, "The commit message for first is ready.");
    assert.match((await use()).title, /for first\.$/);
    assert.deepEqual(boxes(), [true, false]);
  });

  it("goes there too when more has been written in the meantime", async () => {
    await openSample("second/note.txt");
    await attachChanges();
    await writeFile("second/note.txt", "second\nand more\n");
    // The other one has changes in a file of that name as well.
    await writeFile("first/note.txt", "one\n");
    await openSample("first/note.txt");
    await say("/commit");
    await use();
    assert.deepEqual(boxes(), [false, true]);
    await writeFile("first/note.txt", "first\n");
  });

  it("asks nothing when it is not clear whose changes they are", async () => {
    await openSample("first/note.txt");
    await attachChanges();
    await writeFile("first/note.txt", "changed since\n");
    const { chat } = await tandem();
    const said = await messageAfter(() => chat.receive({ type: "submit", text: "/commit" }));
    assert.match(said, /not clear which repository/);
    assert.deepEqual(chat.turns(), []);
    await writeFile("first/note.txt", "first\n");
  });

  it("is about the repository of the active editor when nothing is attached", async () => {
    await openSample("second/note.txt");
    const turn = await askBy("tandem.writeCommitMessage");
    assert.equal(turn.question, "Write a commit message for second");
    await use();
    assert.deepEqual(boxes(), [false, true]);
  });

  it("is about the one whose button was pressed", async () => {
    await openSample("second/note.txt");
    const button = { rootUri: workspaceUri("first") };
    const meantBy = (given: unknown) => repositoryInUse(api.repositories, given).rootUri.path;
    assert.equal(meantBy(button), workspaceUri("first").path);
    assert.equal(meantBy({}), workspaceUri("second").path);
  });
});
