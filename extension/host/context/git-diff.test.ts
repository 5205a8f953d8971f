import assert from "node:assert/strict";
import { withoutSecrets } from "./git-diff.ts";

const changed = (path: string) => `diff --git a/${path} b/${path}
index 1..2 100644
--- a/${path}
+++ b/${path}
@@ -1 +1 @@
-a
+b
`;

function check(diff: string, files: string[], secrets = 0) {
  const found = withoutSecrets(diff);
  assert.deepEqual([found.files, found.secrets], [files, secrets]);
  return found.diff;
}

describe("withoutSecrets", () => {
  it("keeps every file of a harmless diff byte for byte", () => {
    const diff = changed("src/a.ts") + changed("b c.md");
    assert.equal(check(diff, ["src/a.ts", "b c.md"]), diff);
  });
  it("takes secret files out", () =>
    assert.equal(check(changed(".env") + changed("a.ts"), ["a.ts"], 1), changed("a.ts")));
  it("knows a deleted file by its old name", () =>
    void check("diff --git a/id_rsa b/id_rsa\n--- a/id_rsa\n+++ /dev/null\n-key\n", [], 1));
  it("knows a file by both of its names", () =>
    void check(
      "diff --git a/.env b/settings.txt\nrename from .env\nrename to settings.txt\n--- a/.env\n+++ b/settings.txt\n@@ -1 +1 @@\n-KEY=1\n+KEY=2\n",
      [],
      1,
    ));
  it("knows files whatever git is told to write before their names", () => {
    for (const [one, other] of [
      ["i/", "w/"],
      ["c/", "i/"],
      ["", ""],
    ]) {
      const of = (path: string) =>
        `diff --git ${one}${path} ${other}${path}\n--- ${one}${path}\n+++ ${other}${path}\n@@ -0,0 +1 @@\n+++ b/src/a.ts\n`;
      assert.equal(check(of(".env") + of("src/a.ts"), ["src/a.ts"], 1), of("src/a.ts"));
    }
  });
  it("knows files in the middle of a merge", () => {
    const merged =
      "diff --cc .env\nindex 1,2..3\n--- a/.env\n+++ b/.env\n@@@ -1,1 -1,1 +1,5 @@@\n++KEY\n";
    assert.equal(check(changed("a.ts") + merged, ["a.ts"], 1), changed("a.ts"));
    void check("diff --cc a.ts\nindex 1,2..3\n", ["a.ts"]);
  });
  it("keeps back what it cannot name", () => {
    void check("\u001b[1mdiff --git a/.env b/.env\u001b[m\n+KEY\n", [], 1);
    void check("Submodule lib 1..2:\n", [], 1);
  });
  it("knows a file that is secret where the repository lies", () =>
    assert.equal(withoutSecrets(changed("prod.yaml"), "/work/secrets").secrets, 1));
  it("leaves out what is larger than any window, and keeps the rest", () => {
    const large = `${changed("lock.json")}${"+x\n".repeat(400_000)}`;
    const found = withoutSecrets(large + changed("a.ts"));
    assert.deepEqual([found.files, found.tooLarge, found.diff], [["a.ts"], 1, changed("a.ts")]);
  });
  it("knows a renamed file by its new name", () =>
    void check("diff --git a/a.txt b/.env\nrename from a.txt\nrename to .env\n", [], 1));
  it("knows a binary file", () =>
    void check("diff --git a/k.pem b/k.pem\nBinary files a/k.pem and b/k.pem differ\n", [], 1));
  it("knows a name that git quotes", () =>
    void check(
      'diff --git "a/\\303\\244.env" "b/\\303\\244.env"\n--- "a/\\303\\244.env"\n+++ "b/\\303\\244.env"\n',
      [],
      1,
    ));
  it("takes a line of code that looks like a heading for code", () =>
    void check(`${changed("a.md")}+text: diff --git a/.env b/.env\n`, ["a.md"]));
  it("finds nothing in nothing", () => void check("", []));
});
