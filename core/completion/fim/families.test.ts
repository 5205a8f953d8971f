import assert from "node:assert/strict";
import { familyOf, fimFamilies } from "./families.ts";
import { type FimFamilyId, type FimParts, fimFamilyIds } from "./family.ts";

const single: FimParts = {
  repository: "shop",
  files: [],
  path: "src/cart.ts",
  languageId: "typescript",
  prefix: "let a = 1;\nlet b =",
  suffix: ";\nuse(a, b);\n",
};
const withFiles: FimParts = {
  ...single,
  files: [
    { path: "src/tax.ts", text: "export const rate = 7;\n\nexport const free = 0;" },
    { path: "src/item.ts", text: "export type Item = {};\n" },
  ],
};

function check(id: FimFamilyId, parts: FimParts, expected: string) {
  assert.equal(familyOf(id).render(parts), expected);
}

const goldens: Record<FimFamilyId, { single: string; withFiles: string }> = {
  qwen: {
    single: "<|fim_prefix|>let a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
    withFiles:
      "<|repo_name|>shop\n<|file_sep|>src/tax.ts\nexport const rate = 7;\n\nexport const free = 0;\n" +
      "<|file_sep|>src/item.ts\nexport type Item = {};\n<|file_sep|>src/cart.ts\n" +
      "<|fim_prefix|>let a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
  },
  starcoder: {
    single: "<fim_prefix>let a = 1;\nlet b =<fim_suffix>;\nuse(a, b);\n<fim_middle>",
    withFiles:
      "<repo_name>shop<file_sep>src/tax.ts\nexport const rate = 7;\n\nexport const free = 0;" +
      "<file_sep>src/item.ts\nexport type Item = {};\n<file_sep><fim_prefix>src/cart.ts\n" +
      "let a = 1;\nlet b =<fim_suffix>;\nuse(a, b);\n<fim_middle>",
  },
  codellama: {
    single: "<PRE> let a = 1;\nlet b = <SUF>;\nuse(a, b);\n <MID>",
    withFiles:
      "<PRE> // Path: src/tax.ts\n// export const rate = 7;\n//\n// export const free = 0;\n" +
      "// Path: src/item.ts\n// export type Item = {};\n" +
      "let a = 1;\nlet b = <SUF>;\nuse(a, b);\n <MID>",
  },
  deepseek: {
    single: "<｜fim▁begin｜>let a = 1;\nlet b =<｜fim▁hole｜>;\nuse(a, b);\n<｜fim▁end｜>",
    withFiles:
      "<｜fim▁begin｜>// Path: src/tax.ts\n// export const rate = 7;\n//\n// export const free = 0;\n" +
      "// Path: src/item.ts\n// export type Item = {};\n" +
      "let a = 1;\nlet b =<｜fim▁hole｜>;\nuse(a, b);\n<｜fim▁end｜>",
  },
  codestral: {
    single: "[SUFFIX];\nuse(a, b);\n[PREFIX]let a = 1;\nlet b =",
    withFiles:
      "[SUFFIX];\nuse(a, b);\n[PREFIX]+++++ src/tax.ts\nexport const rate = 7;\n\nexport const free = 0;\n\n" +
      "+++++ src/item.ts\nexport type Item = {};\n\n+++++ src/cart.ts\nlet a = 1;\nlet b =",
  },
  granite: {
    single: "<|fim_prefix|>let a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
    withFiles:
      "<|fim_prefix|>// Path: src/tax.ts\n// export const rate = 7;\n//\n// export const free = 0;\n" +
      "// Path: src/item.ts\n// export type Item = {};\n" +
      "let a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
  },
  codegemma: {
    single: "<|fim_prefix|>let a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
    withFiles:
      "src/tax.ts\nexport const rate = 7;\n\nexport const free = 0;\n<|file_separator|>" +
      "src/item.ts\nexport type Item = {};\n<|file_separator|>src/cart.ts\n" +
      "<|fim_prefix|>let a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
  },
  glm: {
    single: "<|code_prefix|>let a = 1;\nlet b =<|code_suffix|>;\nuse(a, b);\n<|code_middle|>",
    withFiles:
      "<|code_prefix|>// Path: src/tax.ts\n// export const rate = 7;\n//\n// export const free = 0;\n" +
      "// Path: src/item.ts\n// export type Item = {};\n" +
      "let a = 1;\nlet b =<|code_suffix|>;\nuse(a, b);\n<|code_middle|>",
  },
  seed: {
    single: "<[fim-suffix]>;\nuse(a, b);\n<[fim-prefix]>let a = 1;\nlet b =<[fim-middle]>",
    withFiles:
      "<[fim-suffix]>;\nuse(a, b);\n<[fim-prefix]>" +
      "// Path: src/tax.ts\n// export const rate = 7;\n//\n// export const free = 0;\n" +
      "// Path: src/item.ts\n// export type Item = {};\n" +
      "let a = 1;\nlet b =<[fim-middle]>",
  },
  codegeex: {
    single:
      "<|user|>\n###PATH:src/cart.ts\n###LANGUAGE:TypeScript\n###MODE:BLOCK\n" +
      "<|code_suffix|>;\nuse(a, b);\n<|code_prefix|>let a = 1;\nlet b =<|code_middle|><|assistant|>\n",
    withFiles:
      "<|user|>\n###REFERENCE:\n###PATH:src/tax.ts\nexport const rate = 7;\n\nexport const free = 0;\n" +
      "###REFERENCE:\n###PATH:src/item.ts\nexport type Item = {};\n" +
      "###PATH:src/cart.ts\n###LANGUAGE:TypeScript\n###MODE:BLOCK\n" +
      "<|code_suffix|>;\nuse(a, b);\n<|code_prefix|>let a = 1;\nlet b =<|code_middle|><|assistant|>\n",
  },
};

describe("the prompt of a family", () => {
  for (const id of fimFamilyIds) {
    it(`is byte for byte right for ${id}`, () => {
      check(id, single, goldens[id].single);
      check(id, withFiles, goldens[id].withFiles);
    });

    it(`shares with the next one all up to the cursor for ${id}`, () => {
      const before = familyOf(id).render(withFiles);
      const after = familyOf(id).render({ ...withFiles, prefix: `${single.prefix} a` });
      const shared = before.slice(0, before.indexOf(single.prefix) + single.prefix.length);
      assert.ok(after.startsWith(shared));
      for (const { path } of withFiles.files) assert.ok(shared.includes(path));
    });
  }

  it("comments in the language of the file", () =>
    check(
      "granite",
      {
        ...single,
        languageId: "python",
        files: [{ path: "a.py", text: "x = 1\n" }],
      },
      "<|fim_prefix|># Path: a.py\n# x = 1\nlet a = 1;\nlet b =<|fim_suffix|>;\nuse(a, b);\n<|fim_middle|>",
    ));

  it("names a file that has no text to show", () =>
    check(
      "glm",
      { ...single, files: [{ path: "a.ts", text: "\n" }], prefix: "x", suffix: "" },
      "<|code_prefix|>// Path: a.ts\nx<|code_suffix|><|code_middle|>",
    ));

  it("leaves the language open where it has no name", () =>
    check(
      "codegeex",
      { ...single, languageId: "toString", prefix: "x", suffix: "" },
      "<|user|>\n###PATH:src/cart.ts\n###LANGUAGE:\n###MODE:BLOCK\n" +
        "<|code_suffix|><|code_prefix|>x<|code_middle|><|assistant|>\n",
    ));
});

describe("fimFamilies", () => {
  it("are all there, once each", () =>
    assert.deepEqual(
      fimFamilies.map(({ id }) => id),
      [...fimFamilyIds],
    ));

  for (const { id, marks, specials, stops, render } of fimFamilies) {
    it(`keep every mark of ${id} out of code`, () => {
      const bare = marks.map((mark) => mark.replace(/^▁/, ""));
      for (const mark of bare) {
        assert.ok(specials.includes(mark), mark);
        assert.ok(render(single).includes(mark), mark);
      }
    });

    it(`let no answer of ${id} end where ordinary code could`, () => {
      assert.ok(stops.length > 0);
      for (const stop of stops) {
        assert.ok(specials.includes(stop) || stop === "\n+++++ ", stop);
        assert.ok(stop !== "<s>" && stop !== "</s>");
      }
    });
  }
});
