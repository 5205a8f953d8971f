import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  commitmentOf,
  decodeFrame,
  encodeBatch,
  frameLength,
  isFirstOfBatch,
  isWhole,
  nothing,
  type SealedRecord,
} from "./record.ts";

const meta = (text: string) => Buffer.from(`{"v":1,"kind":"event","id":"${text}"}`);

function sealed(text: string, payload: Buffer | undefined): SealedRecord {
  return { meta: meta(text), payload, commitment: commitmentOf(payload) };
}

const withoutPayload = { ...sealed("dropped", Buffer.from("secret")), payload: undefined };

function check(what: string, records: readonly SealedRecord[]) {
  it(what, () => {
    // Nothing of what was in the memory before may be left in what is written.
    const bytes = Buffer.concat(encodeBatch(records, Buffer.alloc(100_000, 0xff)));
    let at = 0;
    for (const [index, record] of records.entries()) {
      const length = frameLength(bytes, at);
      assert.ok(length !== undefined && isWhole(bytes, at, length));
      assert.equal(isFirstOfBatch(bytes, at), index === 0);
      assert.deepEqual(decodeFrame(bytes, at, length), record);
      at += length;
    }
    assert.equal(at, bytes.length);
  });
}

describe("a record in a segment file", () => {
  check("without payload", [sealed("a", undefined)]);
  check("with a payload", [sealed("a", Buffer.from("payload"))]);
  check("whose payload was destroyed", [withoutPayload]);
  check("with a payload that is written from where it lies", [
    sealed("a", Buffer.alloc(40_000, 7)),
  ]);
  check("among others of all kinds", [
    sealed("a", Buffer.alloc(40_000, 7)),
    sealed("b", undefined),
    withoutPayload,
    sealed("c", Buffer.from("payload")),
    sealed("d", Buffer.alloc(32 * 1024, 8)),
  ]);
  check("in a batch beyond the memory that was given", [
    ...Array.from({ length: 100 }, (_, index) => sealed(`${index}`, Buffer.alloc(2000, index))),
  ]);

  it("is not whole once any bit of it has changed", () => {
    const [piece] = encodeBatch([sealed("a", Buffer.from("payload"))], Buffer.alloc(1000));
    const bytes = Buffer.from(piece!);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      const length = frameLength(changed, 0);
      const isFine =
        length !== undefined && length <= changed.length && isWhole(changed, 0, length);
      assert.ok(!isFine, `${at}`);
    }
  });

  it("is not seen in zeros", () => {
    assert.equal(frameLength(Buffer.alloc(100), 0), undefined);
  });

  it("commits to its payload by sha256", () => {
    const payload = Buffer.from("payload");
    const expected = createHash("sha256").update(payload).digest();
    assert.ok(commitmentOf(payload).equals(expected));
    assert.ok(nothing.equals(createHash("sha256").digest()));
  });
});
