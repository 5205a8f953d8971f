import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import { readHead } from "./read-document.ts";

const kind = {
  name: "document.json",
  schema: z.strictObject({
    before: z.string(),
    list: z.array(z.int()),
    after: z.exactOptional(z.int()),
  }),
  long: { member: "list", without: '"list": []' },
};

describe("readHead", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-head-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function check(text: string, expected: z.infer<typeof kind.schema>) {
    await writeFile(path.join(folder, kind.name), text);
    assert.deepEqual(await readHead(folder, kind), expected);
  }

  it("reads to the list, wherever the pieces of the file begin and end", async () => {
    for (let length = 65_490; length < 65_550; length += 1) {
      const before = `${"ü".repeat(100)}${"a".repeat(length - 200)}`;
      const text = JSON.stringify({ before, list: [1, 2], after: 3 }, null, 2);
      await check(text, { before, list: [] });
    }
  });

  it("reads the whole of a document that is written otherwise", () =>
    check(JSON.stringify({ before: "", list: [1], after: 3 }), {
      before: "",
      list: [1],
      after: 3,
    }));
});
