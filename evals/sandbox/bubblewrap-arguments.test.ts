import assert from "node:assert/strict";
import { type BubblewrapPlan, bubblewrapArguments } from "./bubblewrap-arguments.ts";

const plan: BubblewrapPlan = {
  bwrap: "/usr/bin/bwrap",
  setpriv: "/usr/bin/setpriv",
  prlimit: "/usr/bin/prlimit",
  choom: undefined,
  isRoot: true,
  uid: 64_000,
  system: { links: new Map([["/bin", "usr/bin"]]), folders: ["/usr"] },
};
const confined = { argv: ["/w/a"], mounts: [], env: {}, processes: 64, fileBytes: 1000 };

function check(
  more: { plan?: Partial<BubblewrapPlan>; mounts?: readonly string[] },
  expected: { has?: readonly string[]; lacks?: readonly string[] },
) {
  const mounts = more.mounts ?? [];
  const args = bubblewrapArguments({ ...plan, ...more.plan }, { ...confined, mounts });
  const line = ` ${args.join(" ")} `;
  for (const part of expected.has ?? [])
    assert.ok(line.includes(` ${part} `), `${part} in ${line}`);
  for (const part of expected.lacks ?? []) assert.ok(!line.includes(part), `${part} in ${line}`);
}

describe("the bubblewrap command line", () => {
  it("always has every namespace and no capability", () => {
    const has = [
      ...["--unshare-pid", "--unshare-net", "--unshare-ipc", "--new-session", "--die-with-parent"],
      ...["--cap-drop ALL", "--remount-ro /", "--remount-ro /dev", "--nproc=64", "--fsize=1000"],
    ];
    check({}, { has });
    check({ plan: { isRoot: false } }, { has });
  });

  it("changes the user as root, and maps it in a user namespace as anybody else", () => {
    check({}, { has: ["--reuid 64000", "--no-new-privs"], lacks: ["--unshare-user"] });
    const has = ["--unshare-user --uid 64000 --gid 64000"];
    check({ plan: { isRoot: false } }, { has, lacks: ["CAP_", "setpriv"] });
  });

  it("shows a mount and the way to it, and nothing beside it", () => {
    const mounts = ["/root/.tool/bin"];
    const way = "--dir /root --dir /root/.tool --ro-bind /root/.tool/bin /root/.tool/bin";
    check({ mounts }, { has: [way], lacks: ["--ro-bind /root "] });
  });

  it("writes to the work folder and /tmp only", () => {
    const args = bubblewrapArguments(plan, confined);
    const writable = args.flatMap((arg, index) => (arg === "--bind" ? [args[index + 2]] : []));
    assert.deepEqual(writable, ["/tmp", "/w", "/dev/shm"]);
  });
});
