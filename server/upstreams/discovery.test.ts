import assert from "node:assert/strict";
import { readModelList, readVersion } from "./discovery.ts";
import { cardOf } from "./test/scripted-server.ts";
import type { ServedCard } from "./upstream.ts";

function check(what: string, body: unknown, expected: Partial<ServedCard>[] | undefined) {
  it(what, () => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const got = readModelList(Buffer.from(text));
    const seen = got?.map((card, index) => {
      const keys = Object.keys(expected?.[index] ?? {});
      return Object.fromEntries(keys.map((key) => [key, card[key as keyof ServedCard]]));
    });
    assert.deepEqual(seen, expected);
  });
}

describe("readModelList", () => {
  check("vLLM's cards", { object: "list", data: [cardOf("coder")] }, [
    {
      id: "coder",
      root: "Org/coder",
      ownedBy: "vllm",
      maxModelLen: 65_536,
      created: 1_769_000_000,
    },
  ]);
  check("cards that say nothing but their name", { data: [{ id: "a" }] }, [
    { id: "a", root: undefined, ownedBy: "", maxModelLen: undefined },
  ]);
  check(
    "an adapter without a window of its own",
    {
      data: [cardOf("base"), cardOf("lora", { parent: "base", max_model_len: null, root: "/x" })],
    },
    [{ id: "base" }, { id: "lora", maxModelLen: 65_536 }],
  );
  check(
    "fields of the wrong kind",
    { data: [cardOf("a", { max_model_len: -1, root: 3, owned_by: 4, created: "now" })] },
    [{ id: "a", maxModelLen: undefined, root: undefined, ownedBy: "", created: undefined }],
  );
  check("names nobody could ask for", { data: [{ id: "" }, { id: "x".repeat(201) }] }, []);
  check("an error inside a 200", { object: "error", message: "no" }, undefined);
  check("a page", "<html>", undefined);
  check("nothing", "", undefined);
});

describe("readVersion", () => {
  const cases: [string, string | undefined][] = [
    ['{"version":"0.29.0"}', "0.29.0"],
    ['{"version":4}', undefined],
    [`{"version":"${"9".repeat(300)}"}`, undefined],
    ["0.29.0", undefined],
  ];
  for (const [body, expected] of cases) {
    it(body.slice(0, 40), () => assert.equal(readVersion(Buffer.from(body)), expected));
  }
});
