import assert from "node:assert/strict";
import * as vscode from "vscode";
import { when } from "../../test/inside/tandem.ts";
import type { Decision, ProposedChanges } from "./proposed-change.ts";
import {
  after,
  fileOf,
  original,
  preview,
  previewTabs,
  textNow,
  useProposedChanges,
  write,
} from "./proposed-stand.ts";

const signal = new AbortController().signal;

describe("Proposed changes while the model writes", () => {
  let changes: ProposedChanges;
  let decisions: Decision[];

  useProposedChanges((own) => {
    changes = own;
    decisions = [];
  });

  const startLive = async (onStop: () => void = () => {}) => {
    const uri = await write("a.py", original);
    const live = await changes.startLive({ uri, before: original, startLine: 1 }, onStop);
    return { uri, live, document: preview().document };
  };
  const until = (document: vscode.TextDocument, text: string) =>
    when(vscode.workspace.onDidChangeTextDocument, () => document.getText() === text);

  it("grows, and is a change like any other in the same tab when it is complete", async () => {
    const { uri, live, document } = await startLive();
    live.update("one\nTW\nthree\nfour\nfive\nsix\nseven\n");
    live.update("one\nTWO\nthree\nfour\nfive\nsix\nseven\n");
    await until(document, "one\ntwo\nTWO\nthree\nfour\nfive\nsix\nseven");
    const id = live.finish({
      title: "",
      files: [fileOf(uri)],
      onDecided: (decision) => decisions.push(decision),
    });
    await until(document, "one\ntwo\nTWO\nthree\nfour\nfive\nsix\nSIX\nseven");
    assert.equal(previewTabs().length, 1);
    await changes.acceptHunk({ changeId: id, file: 0, hunk: 0 }, signal);
    assert.equal(preview().document, document);
    await changes.accept(undefined, signal);
    assert.equal(await textNow(uri), after);
    assert.deepEqual(previewTabs(), []);
  });

  it("stops when it is discarded, once, and closes when it is given up", async () => {
    let stops = 0;
    const { uri, live } = await startLive(() => {
      stops += 1;
    });
    await changes.discard(undefined, signal);
    await changes.discard(undefined, signal);
    assert.equal(stops, 1);
    live.abandon();
    await when(vscode.window.tabGroups.onDidChangeTabs, () => previewTabs().length === 0);
    assert.equal(await textNow(uri), original);
  });

  it("goes on when another change is discarded by its card", async () => {
    let stops = 0;
    const id = changes.propose({
      title: "",
      files: [fileOf(await write("b.py", original))],
      onDecided: (decision) => decisions.push(decision),
    });
    await startLive(() => {
      stops += 1;
    });
    await changes.discard(id, signal);
    assert.deepEqual([stops, decisions], [0, [{ kind: "discarded" }]]);
  });

  it("stops when its tab is closed, and what was written can still be shown", async () => {
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const { uri, live } = await startLive(() => stop());
    await vscode.window.tabGroups.close(previewTabs());
    await stopped;
    live.update("one\nTWO\nthree\nfour\nfive\nsix\nseven\n");
    const id = live.finish({ title: "", files: [fileOf(uri)], onDecided: () => {} });
    assert.deepEqual(previewTabs(), []);
    await changes.show(id);
    assert.equal(preview().document.getText(), "one\ntwo\nTWO\nthree\nfour\nfive\nsix\nSIX\nseven");
  });
});
