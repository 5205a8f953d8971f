import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import {
  headsOf,
  parseNote,
  readVerifierKey,
  signCheckpoint,
  signHead,
  verifierKey,
  verifyNote,
} from "./note.ts";

function signer() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    publicKey: publicKey.export({ format: "der", type: "spki" }).subarray(-32),
    sign: (text: Buffer) => sign(null, text, privateKey),
  };
}

const own = signer();
const other = signer();
const root = Buffer.alloc(32, 7);
const head = { installation: "inst", log: "a", size: 12, root };
const note = signHead({ ...head, ...own });
const heads = [
  { log: "b", size: 0, root: Buffer.alloc(32, 1) },
  { log: "a", size: 12, root },
];
const checkpoint = signCheckpoint({ installation: "inst", heads, ...own });

describe("signed heads", () => {
  it("read as what was signed", () => {
    const read = verifyNote(note, own.publicKey)!;
    assert.equal(read.origin, "tandem/inst/a");
    assert.equal(read.size, 12);
    assert.deepEqual(read.root, root);
    assert.equal(read.text, `tandem/inst/a\n12\n${root.toString("base64")}\n`);
    assert.deepEqual(headsOf(verifyNote(checkpoint, own.publicKey)!), [heads[1], heads[0]]);
  });

  it("are the notes that other tools know", () => {
    // The example of the C2SP specification, and its key as the reference implementation writes it.
    const verifier = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const key = readVerifierKey(verifier)!;
    assert.equal(verifierKey("example.com/foo", key), verifier);
    assert.deepEqual(readVerifierKey(key.toString("base64")), key);
    for (const wrong of [
      "",
      key.toString("hex"),
      verifier.slice(1),
      verifier.replace("53", "54"),
      "a+b",
    ]) {
      assert.equal(readVerifierKey(wrong), undefined);
    }
    const published = [
      "example.com/behind-the-sofa",
      "20852163",
      "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
      "",
      "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=",
      "",
    ].join("\n");
    assert.equal(parseNote(published)!.size, 20_852_163);
  });

  it("are not believed when any byte was changed", () => {
    for (const whole of [note, checkpoint]) {
      const bytes = Buffer.from(whole);
      for (const at of bytes.keys()) {
        for (const bit of [1, 4, 32]) {
          const changed = Buffer.from(bytes);
          changed[at]! ^= bit;
          assert.equal(verifyNote(changed.toString(), own.publicKey), undefined, `byte ${at}`);
        }
      }
      for (const end of bytes.keys()) {
        assert.equal(verifyNote(bytes.toString("utf8", 0, end), own.publicKey), undefined);
      }
    }
  });

  it("are not believed from another key", () => {
    assert.equal(verifyNote(note, other.publicKey), undefined);
    assert.equal(verifyNote(signHead({ ...head, ...other }), own.publicKey), undefined);
  });

  it("may bear the signatures of witnesses too", () => {
    const witness = signHead({ installation: "elsewhere", log: "w", size: 1, root, ...other });
    const line = witness.slice(witness.indexOf("\u2014"));
    assert.equal(verifyNote(note + line, own.publicKey)?.size, 12);
    assert.equal(parseNote(note + line)?.signatures.length, 2);
  });

  it("have names that cannot forge a line", () => {
    for (const log of ["a b", "a\nb", "", "a+b"]) {
      assert.throws(() => signHead({ ...head, log, ...own }), RangeError);
    }
  });
});

describe("checkpoints over all logs", () => {
  it("are refused when their heads do not add up", () => {
    const read = parseNote(checkpoint)!;
    const [first = "", second = ""] = read.extensions;
    for (const extensions of [[first], [second, first], [first, second, second], [first, "b 0"]]) {
      assert.equal(headsOf({ ...read, extensions }), undefined);
    }
    assert.equal(headsOf({ ...read, size: 13 }), undefined);
  });

  it("can be of no log at all", () => {
    const none = signCheckpoint({ installation: "inst", heads: [], ...own });
    assert.deepEqual(headsOf(verifyNote(none, own.publicKey)!), []);
  });
});
