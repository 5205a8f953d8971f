import assert from "node:assert/strict";
import { continuation } from "./prompt-lookup.ts";

/** `║` is the cursor; before it the prefix, behind it the suffix. */
function check(text: string, expected: string) {
  const [prefix, suffix] = text.split("║");
  const prompt = `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`;
  assert.equal(continuation(prompt), expected);
}

describe("continuation", () => {
  it("repeats what followed the same words", () => {
    check("total += item.price;\ntotal += ║\n", "item.price;");
  });

  it("finds it behind the cursor too", () => {
    check("return await ║\n}\nfunction b() {\n  return await load(path);\n}\n", "load(path);");
  });

  it("prefers the longest match over the nearest", () => {
    check("user.name = a;\nadmin.user.name = b;\nx.name = c;\nadmin.user.name = ║\n", "b;");
  });

  it("prefers the nearest of equal matches", () => {
    check("go to rome\ngo to oslo\ngo to ║\n", "oslo");
  });

  it("takes a block to its end and no further", () => {
    check(
      "if (ready) {\n  run();\n  stop();\n}\nnext();\nif (re║\n",
      "ady) {\n  run();\n  stop();\n}",
    );
  });

  it("does not repeat what already stands behind the cursor", () => {
    check("call(first, second);\ncall(fir║);\n", "st, second");
  });

  it("looks into the other files of a repository prompt", () => {
    const prompt =
      "<|repo_name|>shop\n<|file_sep|>a.py\ndef load_config(path):\n    return path\n<|file_sep|>b.py\n<|fim_prefix|>load_con<|fim_suffix|>\n<|fim_middle|>";
    assert.equal(continuation(prompt), "fig(path):\n    return path");
  });

  it("says nothing where nothing like it stood before", () => {
    check("const a = 1;\nlet zebra║\n", "");
    check("║", "");
    assert.equal(continuation(""), "");
  });

  it("knows at the start of a line what followed the same line before", () => {
    check("open();\nread();\nshut();\nopen();\n║\n", "read();");
    check("if (a) {\n  b();\n}\nif (a) {\n  ║\n}\n", "b();");
  });

  it("continues plain text as well", () => {
    assert.equal(continuation("one two three. one two "), "three. one two ");
  });
});
