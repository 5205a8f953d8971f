import assert from "node:assert/strict";
import { steady } from "./io-tests-output.ts";

function check(text: string, expected: string) {
  assert.equal(steady(text, ["/opt/go", "/opt/go/pkg"]), expected);
}

describe("steady", () => {
  for (const [what, text, expected] of [
    [
      "hides folders of this machine",
      "in /opt/go/pkg/a.go and /opt/go/b.go",
      "in <toolchain>/a.go and <toolchain>/b.go",
    ],
    ["hides the system's", "from /usr/include/c++/12/map:61,", "from <toolchain>/map:61,"],
    [
      "shows the work folder as /w",
      ".tandem/../solution.cpp:7 ./solution.go:3:1: x",
      "/w/solution.cpp:7 /w/solution.go:3:1: x",
    ],
    ["keeps other paths", "/w/a.py ../b.py a./b", "/w/a.py ../b.py a./b"],
    ["hides addresses", "<object at 0x7f2b3c4d5e6f> 0x1f", "<object at 0x…> 0x1f"],
    ["hides thread numbers", "thread 'main' (4711) panicked", "thread 'main' panicked"],
    ["hides names made up", "/tmp/ccEbepAh.s /w/rustcCGjlIU/a.o", "/tmp/cc….s /w/rustc…/a.o"],
    ["hides times", "[0.034s][warning][os]", "[…s][warning][os]"],
    ["loses colours", "\u001b[31mred\u001b[0m\n", "red"],
    ["loses titles and movements", "\u001b]0;title\u0007a\u001b]8;;x\u001b\\b\u001b[2;1Hc", "abc"],
  ] as const) {
    it(what, () => check(text, expected));
  }
  it("cuts the middle out of long ones", () => {
    const cut = steady(`start${"x".repeat(10_000)}end`, []);
    assert.ok(cut.length <= 4000 && cut.startsWith("start") && cut.endsWith("end"));
  });
  it("takes anything of any length", () => {
    for (const piece of [
      "1;",
      ";#",
      "\u001b[",
      "[".repeat(9),
      "/usr/lib",
      "thread '",
      "./",
      "\n",
    ]) {
      assert.ok(steady(`\u001b${piece.repeat(2_000_000)}`, ["/opt/go"]).length <= 4000, piece);
    }
  });
});
