import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { signCheckpoint, type TreeHead } from "../merkle/note.ts";
import { readAnchors } from "./anchors.ts";
import { createSigner } from "./memory-logs.ts";

const { signal } = new AbortController();
const own = createSigner();
const headOf = (log: string, size: number): TreeHead => ({
  log,
  size,
  root: Buffer.alloc(32, size),
});

describe("checkpoints kept elsewhere", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-anchors-"));
  });
  after(() => rm(folder, { recursive: true }));

  const read = async (text: string) => {
    const file = path.join(folder, "witness");
    await writeFile(file, text);
    return readAnchors(file, own, signal);
  };
  const check = async (text: string, sizes: string[], foreign = 0) => {
    const found = await read(text);
    assert.deepEqual(
      [found.heads.map(({ log, size }) => `${log} ${size}`), found.foreign],
      [sizes, foreign],
    );
  };
  const a3 = own.note(headOf("a", 3));
  const a9 = own.note(headOf("a", 9));
  const b4 = own.note(headOf("b", 4));
  const all = signCheckpoint({
    installation: own.id,
    heads: [headOf("a", 5), headOf("b", 2)],
    ...own,
  });

  it("are read from what the checkpoint verb prints", () => check(all, ["a 5", "b 2"]));
  it("are read from what a witness keeps, of every log", () =>
    check([a3, b4, a9, ""].join("\n"), ["a 3", "b 4", "a 9"]));
  it("may lack the empty line at the end", () => check(`${a3}\n${b4}`, ["a 3", "b 4"]));

  it("are read up to where a crash tore the last one", async () => {
    for (let end = 1; end < a9.length - 1; end += 1) {
      await check(`${a3}\n${a9.slice(0, end)}`, ["a 3"]);
    }
  });

  it("are read on behind one that a crash tore", async () => {
    for (let end = 1; end < a3.length - 1; end += 1) {
      await check(`${a3.slice(0, end)}\n\n${a9}\n`, ["a 9"]);
    }
  });

  it("are not believed from another key or installation", async () => {
    await check(`${createSigner().note(headOf("a", 3))}\n${a9}\n`, ["a 9"], 1);
    await check(`${createSigner("other").note(headOf("a", 3))}\n${a9}\n`, ["a 9"], 1);
  });

  it("are refused where there are none", async () => {
    for (const text of ["", "hello\n", a3.slice(0, 20), "x".repeat(5_000_000)]) {
      await assert.rejects(read(text), { code: "bad_anchor" });
    }
    const nowhere = path.join(folder, "nowhere");
    await assert.rejects(readAnchors(nowhere, own, signal), { code: "bad_anchor" });
  });

  it("are spread over a file of any length, with the newest in any case", async () => {
    const notes = Array.from({ length: 5000 }, (_, size) => own.note(headOf("a", size + 1)));
    const { heads } = await read(`${notes.join("\n")}\n`);
    assert.ok(heads.length > 1000 && heads.length <= 2049);
    assert.equal(heads.at(-1)?.size, 5000);
    assert.deepEqual(
      heads.slice(0, 3).map(({ size }) => size),
      [1, 5, 9],
    );
  });
});
