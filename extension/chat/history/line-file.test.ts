import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type FoundLine, findLines, longestLineBytes } from "./line-file.ts";

describe("findLines", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tandem-lines-"));
    file = path.join(folder, "chat.jsonl");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function lines(): Promise<FoundLine[]> {
    const found: FoundLine[] = [];
    await using handle = await open(file, "r");
    await findLines(handle, 0, (line) => found.push(line));
    return found;
  }

  async function check(text: string, expected: [beginning: string, isWhole: boolean][]) {
    writeFileSync(file, text);
    const found = (await lines()).map(({ beginning, isWhole }) => [beginning, isWhole]);
    assert.deepEqual(found, expected);
  }

  it("finds whole lines and torn ones", () =>
    check('{"a":1}\n{"b":\n\n{}', [
      ['{"a":1}', true],
      ['{"b":', false],
      ["{}", true],
    ]));

  it("finds lines that an editor ended its own way", () =>
    check('{"a":1}\r\n{"b":2}\r\n', [
      ['{"a":1}\r', true],
      ['{"b":2}\r', true],
    ]));

  it("takes a line that is too long for a string for a torn one", async () => {
    writeFileSync(file, '{"a":"');
    // A hole: it takes no disk.
    truncateSync(file, longestLineBytes);
    appendFileSync(file, '"}\n{}\n');
    const found = (await lines()).map(({ offset, isWhole }) => [offset, isWhole]);
    assert.deepEqual(found, [
      [0, false],
      [longestLineBytes + 3, true],
    ]);
  });
});
