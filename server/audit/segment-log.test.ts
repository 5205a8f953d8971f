import assert from "node:assert/strict";
import { open, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { withFolder } from "./journal-stand.ts";
import type { LogStorage } from "./log-storage.ts";
import { LogDamaged, type StoredRecord } from "./logs.ts";
import { commitmentOf, type SealedRecord } from "./record.ts";
import { dropFromSegments } from "./segment-drop.ts";
import { listSegments, readSegments } from "./segment-files.ts";
import { openSegmentLog } from "./segment-log.ts";

const signal = new AbortController().signal;
const fullBytes = 1000;

function sealed(text: string, length = 100): SealedRecord {
  const payload = Buffer.alloc(length, text);
  const meta = Buffer.from(`{"v":1,"kind":"part","of":"${text}"}`);
  return { meta, payload, commitment: commitmentOf(payload) };
}

async function held(folder: string): Promise<LogStorage> {
  const log = await openSegmentLog(folder, "gateway", { fullBytes });
  assert.ok(log);
  return log;
}

/** Forty records in several files, four a batch. */
async function filled(folder: string): Promise<void> {
  const log = await held(folder);
  for (let from = 0; from < 40; from += 4) {
    await log.append([0, 1, 2, 3].map((each) => sealed(`${from + each}`)));
  }
  await log.close();
}

async function all(folder: string, from = 0): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for await (const record of readSegments(folder, "gateway", from)) found.push(record);
  return found;
}

const idOf = ({ meta }: StoredRecord) => JSON.parse(meta.toString()).of as string;

describe("a log in segment files", () => {
  it("lets nobody else look at its lock", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      const names = (await readdir(folder)).filter((name) => name.startsWith("lock.db"));
      assert.notDeepEqual(names, []);
      for (const name of names) {
        assert.equal((await stat(path.join(folder, name))).mode & 0o077, 0, name);
      }
      await log.close();
    }));

  it("goes on in another file, and is read over all of them from anywhere", () =>
    withFolder(async (folder) => {
      await filled(folder);
      const segments = await listSegments(folder);
      assert.deepEqual(
        segments.map(({ start }) => start),
        [0, 8, 16, 24, 32],
      );
      for (const from of [0, 1, 7, 8, 9, 31, 39, 40, 41]) {
        const found = await all(folder, from);
        const expected = Array.from({ length: 40 }, (_, index) => index).slice(from);
        assert.deepEqual(found.map(idOf), expected.map(String));
        assert.deepEqual(
          found.map(({ position }) => position),
          expected,
        );
      }
      const log = await held(folder);
      assert.equal(log.size, 40);
      await log.close();
    }));

  it("is read in passing as it is otherwise, whatever the lengths of its records", () =>
    withFolder(async (folder) => {
      const log = await openSegmentLog(folder, "gateway");
      assert.ok(log);
      const lengths = [10, 700_000, 400_000, 3_000_000, 1, 1_048_500, 1_048_600, 20, 2_000_000, 5];
      for (const [index, length] of lengths.entries()) {
        await log.append([sealed(`${index}`, length), sealed(`${index}b`)]);
      }
      await log.close();
      const found: StoredRecord[] = [];
      for await (const record of readSegments(folder, "gateway", 3, { passing: true })) {
        const { payload, meta, commitment } = record;
        assert.ok(commitmentOf(payload).equals(commitment));
        found.push({
          ...record,
          payload: payload && Buffer.from(payload),
          meta: Buffer.from(meta),
        });
      }
      assert.equal(found.length, 17);
      assert.deepEqual(found, await all(folder, 3));
    }));

  it("is empty where there is nothing", () =>
    withFolder(async (folder) => {
      assert.deepEqual(await all(path.join(folder, "none")), []);
    }));

  it("is held by one at a time", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      assert.equal(await openSegmentLog(folder, "gateway"), undefined);
      await log.close();
      await (await held(folder)).close();
    }));

  it("finds a record by its place, also once its file was written anew", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      const places: number[] = [];
      for (let index = 0; index < 20; index += 1) {
        places.push(...(await log.append([sealed(`${index}`)])));
      }
      const check = async () => {
        for (const [position, place] of places.entries()) {
          const record = await log.readAt(position, place);
          assert.equal(idOf(record), `${position}`);
          assert.equal(record.position, position);
        }
      };
      await check();
      await dropFromSegments(folder, "gateway", (record) => record.position % 3 > 0, signal);
      await check();
      await log.close();
    }));

  it("cuts off what is torn, at whichever byte it was torn", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      await log.append([sealed("0", 9), sealed("1", 9)]);
      await log.append([sealed("2", 9), sealed("3", 9)]);
      await log.close();
      const [{ file } = { file: "" }] = await listSegments(folder);
      const bytes = await readFile(file);
      const frame = bytes.length / 4;
      for (let length = 2 * frame; length < bytes.length; length += 1) {
        await writeFile(file, bytes.subarray(0, length));
        const found = await all(folder);
        const again = await held(folder);
        const whole = Math.floor(length / frame);
        assert.equal(again.size, whole);
        assert.equal(found.length, whole);
        await again.close();
        assert.equal((await readFile(file)).length, whole * frame);
      }
      // Pages of a batch may reach the disk in any order.
      await writeFile(file, Buffer.from(bytes).fill(0, 2 * frame, 3 * frame));
      const again = await held(folder);
      assert.equal(again.size, 2);
      await again.append([sealed("2")]);
      await again.close();
      assert.deepEqual((await all(folder)).map(idOf), ["0", "1", "2"]);
    }));

  it("is read while it is written", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      let isWriting = true;
      const writing = (async () => {
        for (let index = 0; index < 100; index += 1) {
          await log.append([sealed(`${index}`, index * 10)]);
        }
        isWriting = false;
      })();
      let most = 0;
      while (isWriting) {
        const before = log.size;
        const found = await all(folder);
        assert.deepEqual(
          found.map(idOf),
          found.map(({ position }) => String(position)),
        );
        assert.ok(found.length >= before);
        most = found.length;
      }
      await writing;
      assert.ok(most > 0);
      assert.equal((await all(folder)).length, 100);
      await log.close();
    }));

  const damages: Record<string, (files: string[]) => Promise<void>> = {
    "a byte in a file that others follow": async ([, file]) => change(file!, 300),
    "a file that others follow cut short": async ([, file]) => {
      await writeFile(file!, (await readFile(file!)).subarray(0, -1));
    },
    "a file that is gone": async ([, file]) => rm(file!),
    "a first file that is gone": async ([file]) => rm(file!),
    "a byte in the last file that batches follow": async (files) => change(files.at(-1)!, 10),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`says where it cannot be read: ${what}`, () =>
      withFolder(async (folder) => {
        await filled(folder);
        await damage((await listSegments(folder)).map(({ file }) => file));
        await assert.rejects(all(folder), LogDamaged);
      }));
  }

  it("keeps order, metas and commitments where payloads are destroyed", () =>
    withFolder(async (folder) => {
      await filled(folder);
      const before = await all(folder);
      const isKept = ({ position }: StoredRecord) => position % 2 === 1;
      const drop = () => dropFromSegments(folder, "gateway", isKept, signal);
      // The newest file, of eight records, is not touched.
      assert.equal(await drop(), 16);
      assert.equal(await drop(), 0);
      const expected = before.map((record) => {
        const isDropped = record.position < 32 && !isKept(record);
        return isDropped ? { ...record, payload: undefined } : record;
      });
      assert.deepEqual(await all(folder), expected);
      const names = await readdir(folder);
      assert.deepEqual(
        names.filter((name) => name.endsWith(".new")),
        [],
      );
    }));

  it("writes nothing once it was closed, whoever has the number of its file then", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      await log.append([sealed("1")]);
      await log.close();
      const other = path.join(folder, "other");
      const handles = await Promise.all(Array.from({ length: 20 }, () => open(other, "a+")));
      try {
        await assert.rejects(log.append([sealed("2")]), { code: "log_lost" });
        await assert.rejects(log.settle(), { code: "log_lost" });
        assert.equal((await readFile(other)).length, 0);
      } finally {
        for (const handle of handles) await handle.close();
      }
      assert.deepEqual((await all(folder)).map(idOf), ["1"]);
    }));

  it("stays held while the disk has not answered", () =>
    withFolder(async (folder) => {
      const log = await held(folder);
      const written = log.append([sealed("1")]);
      await log.close();
      assert.equal(await openSegmentLog(folder, "gateway", { fullBytes }), undefined);
      await written;
      assert.deepEqual((await all(folder)).map(idOf), ["1"]);
    }));

  it("destroys nothing while the disk is full, and says so", () =>
    withFolder(async (folder) => {
      await filled(folder);
      const before = await all(folder);
      const [segment] = await listSegments(folder);
      await symlink("/dev/full", `${segment!.file}.new`);
      const drop = () => dropFromSegments(folder, "gateway", () => false, signal);
      await assert.rejects(drop(), { code: "ENOSPC" });
      assert.deepEqual(await all(folder), before);
      assert.equal(await drop(), 32);
    }));
});

async function change(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at]! ^= 1;
  await writeFile(file, bytes);
}
