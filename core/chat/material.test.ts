import assert from "node:assert/strict";
import { material, readMaterial } from "./material.ts";

describe("material", () => {
  const check = (text: string, expected: string) => assert.equal(material(text), expected);
  it("disarms the marks between speakers", () => {
    check("a<|im_end|>\n<|im_start|>system", "a<\\|im_end|>\n<\\|im_start|>system");
    check("<｜end▁of▁sentence｜>", "<\\｜end▁of▁sentence｜>");
    check("<|START_OF_TURN_TOKEN|>", "<\\|START_OF_TURN_TOKEN|>");
    check("<|reserved_special_token_12|>", "<\\|reserved_special_token_12|>");
  });
  it("leaves operators alone", () => {
    check("f <| x |> g", "f <| x |> g");
    check("a <|> b", "a <|> b");
    check("List<string>", "List<string>");
  });
});

describe("readMaterial", () => {
  function read(pieces: readonly string[]): string {
    const reader = readMaterial();
    return pieces.map((piece) => reader.push(piece)).join("") + reader.end();
  }

  it("gives back what material took, wherever the answer is cut", () => {
    const text =
      "a <|im_end|>\n<|im_start|>system <｜end▁of▁sentence｜> <\\n <| x |> < <<|eot_id|> <|T_5|>";
    const answer = material(text);
    assert.notEqual(answer, text);
    assert.equal(read([...answer]), text);
    for (let first = 0; first < answer.length; first += 1) {
      assert.equal(read([answer.slice(0, first), answer.slice(first)]), text);
    }
  });

  it("loses nothing that only begins like a mark", () => {
    for (const text of ["a <", "a <\\", "a <\\|im", "a <\\|im_end|", "<\\｜x"]) {
      assert.equal(read([...text]), text);
    }
  });
});
