// Several things that happen to one proposed change at the same time.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { proposalTabs } from "../../test/inside/answers.ts";
import { closeEverything } from "../../test/inside/tandem.ts";
import type { Decision, ProposedChanges, ProposedFile } from "./proposed-change.ts";
import {
  after,
  edit,
  fileOf,
  original,
  previewTabs,
  textNow,
  useProposedChanges,
  write,
} from "./proposed-stand.ts";

const signal = new AbortController().signal;

describe("Proposed changes, with several things at once", () => {
  let changes: ProposedChanges;
  let told: string[];

  useProposedChanges((own) => {
    changes = own;
    told = [];
  });

  const show = async (...files: ProposedFile[]) => {
    const id = changes.propose({
      title: "Change",
      files,
      onDecided: ({ kind }) => told.push(kind),
      onProgress: () => told.push("progress"),
    });
    await changes.show(id);
    return id;
  };
  const hunk = (changeId: string, at: number) => ({ changeId, file: 0, hunk: at });

  it("tells no progress after the end, when the last two hunks are decided together", async () => {
    const uri = await write("a.txt", original);
    const id = await show(fileOf(uri));
    await Promise.all([0, 1].map((at) => changes.acceptHunk(hunk(id, at), signal)));
    assert.equal(await textNow(uri), after);
    assert.equal(told.at(-1), "accepted");
  });

  it("opens nothing that is gone, when it is discarded while a hunk is decided", async () => {
    const id = await show(fileOf(await write("a.txt", original)));
    await Promise.all([changes.acceptHunk(hunk(id, 0), signal), changes.discard(id, signal)]);
    assert.deepEqual(told, ["discarded"]);
    assert.deepEqual(previewTabs(), []);
  });

  it("gives up the oldest one where very many wait, but not the one that is looked at", async () => {
    const uri = await write("a.txt", original);
    const seen = await show(fileOf(uri));
    const dropped: number[] = [];
    const late = Promise.withResolvers<void>();
    for (let at = 0; at < 101; at++) {
      const onDecided = ({ kind }: Decision) => {
        assert.equal(kind, "refused");
        if (dropped.push(at) === 2) late.resolve();
      };
      changes.propose({ title: "", files: [fileOf(uri)], onDecided });
    }
    await late.promise;
    assert.deepEqual(dropped, [0, 1]);
    await changes.accept(seen, signal);
    assert.deepEqual(told, ["accepted"]);
  });

  it("leaves no diff behind, when it is asked for twice", async () => {
    const id = await show(fileOf(await write("a.txt", original)));
    await Promise.all([changes.showSideBySide(id), changes.showSideBySide(id)]);
    await changes.discard(id, signal);
    assert.deepEqual(proposalTabs(), []);
  });

  it("leaves no diff behind, when it is discarded while one opens", async () => {
    const id = await show(fileOf(await write("a.txt", original)));
    await Promise.all([changes.showSideBySide(id), changes.discard(id, signal)]);
    assert.deepEqual(proposalTabs(), []);
  });

  it("changes the right place of a file that is edited while another one is looked at", async () => {
    const uri = await write("a.txt", original);
    const slow = slowFile(() => edit(uri, 0, "zero\n"));
    try {
      const id = await show(fileOf(uri), fileOf(slow.uri));
      slow.isArmed = true;
      await changes.accept(id, signal);
      assert.deepEqual(told, ["accepted"]);
      assert.equal(await textNow(uri), `zero\n${after}`);
    } finally {
      await closeEverything();
      slow.registration.dispose();
    }
  });
});

/** A file of a file system of its own, where `meanwhile` happens once before it says that it exists. */
function slowFile(meanwhile: () => Promise<unknown>) {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let bytes = new TextEncoder().encode(original);
  const slow = {
    uri: vscode.Uri.parse("tandem-slow:/b.txt"),
    isArmed: false,
    registration: vscode.workspace.registerFileSystemProvider("tandem-slow", {
      onDidChangeFile: changed.event,
      watch: () => changed,
      stat: async () => {
        if (slow.isArmed) {
          slow.isArmed = false;
          await meanwhile();
        }
        return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
      },
      readFile: () => bytes,
      writeFile: (_, written) => {
        bytes = new Uint8Array(written);
      },
      readDirectory: () => [],
      createDirectory: () => {},
      delete: () => {},
      rename: () => {},
    }),
  };
  return slow;
}
