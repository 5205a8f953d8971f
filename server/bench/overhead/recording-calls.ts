// What encrypting and hashing one question and its answer take by themselves, with the functions the audit uses: the part of
// a request's processor time that its proof costs. It writes nothing and sends nothing.
import { randomBytes } from "node:crypto";
import { encrypt, keyBytes, keyOf } from "../../audit/cipher.ts";
import { hashBytes, leafHash, nodeHash } from "../../audit/merkle/tree.ts";
import { commitmentOf } from "../../audit/record.ts";
import type { Row } from "./rows.ts";

const rounds = 5;
const requests = 10_000;
const questionBytes = 2000;
const answerBytes = 800;
/** About as long as the readable part of a record. */
const metaBytes = 400;

export function recordingCalls(): Row {
  const key = keyOf(randomBytes(keyBytes));
  const question = randomBytes(questionBytes);
  const answer = randomBytes(answerBytes);
  const meta = randomBytes(metaBytes);
  let root: Buffer = randomBytes(hashBytes);
  const record = (plain: Buffer) => {
    const leaf = leafHash(meta, commitmentOf(encrypt(key, plain)));
    root = nodeHash(root, leaf);
  };
  const samples: number[] = [];
  // The first round compiles.
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    for (let count = 0; count < requests; count += 1) {
      record(question);
      record(answer);
    }
    const { user, system } = process.cpuUsage(before);
    if (round > 0) samples.push((user + system) / requests);
  }
  return {
    what: "encrypting and hashing alone: processor time a JSON request of 2 kB",
    unit: "µs",
    samples,
  };
}
