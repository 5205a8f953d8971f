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
    ["loses colours", "\u001b[31mred\u001b[0m\n", "red"],
  ] as const) {
    it(what, () => check(text, expected));
  }
  it("cuts the middle out of long ones", () => {
    const cut = steady(`start${"x".repeat(10_000)}end`, []);
    assert.ok(cut.length <= 4000 && cut.startsWith("start") && cut.endsWith("end"));
  });
});
