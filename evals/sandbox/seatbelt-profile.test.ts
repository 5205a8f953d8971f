import assert from "node:assert/strict";
import { seatbeltProfile } from "./seatbelt-profile.ts";

function check(
  plan: { folder: string; mounts: readonly string[] },
  expected: { has: readonly string[]; lacks?: readonly string[] },
) {
  const profile = seatbeltProfile(plan);
  for (const part of expected.has) assert.ok(profile.includes(part), `${part} in ${profile}`);
  for (const part of expected.lacks ?? []) assert.ok(!profile.includes(part), part);
  assert.deepEqual(profile.split("\n").slice(0, 2), ["(version 1)", "(deny default)"]);
  assert.ok(profile.endsWith("(deny network*)"));
}

const folder = "/private/tmp/work";

describe("the Seatbelt profile", () => {
  it("lets a program write its folder only", () => {
    check(
      { folder, mounts: [] },
      {
        has: [`(allow file-write* (subpath "${folder}") (literal "/dev/null"))`],
        lacks: [
          "(allow network",
          "(allow default)",
          "mach-lookup",
          '(subpath "/Users',
          '(subpath "/")',
        ],
      },
    );
  });

  it("shows a mount, and of the way to it no more than that it is there", () => {
    check(
      { folder, mounts: ["/Users/a/.tool"] },
      {
        has: ['(subpath "/Users/a/.tool")', '(literal "/Users") (literal "/Users/a")'],
        lacks: ['(subpath "/Users/a")'],
      },
    );
  });

  it("cannot be left by a name with quotes", () => {
    const has = ['(subpath "/a\\") (allow network*) (\\"")'];
    check({ folder, mounts: ['/a") (allow network*) ("'] }, { has });
  });
});
