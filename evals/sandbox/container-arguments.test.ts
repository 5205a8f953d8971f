import assert from "node:assert/strict";
import { keeperArguments, runArguments, volumeArguments } from "./container-arguments.ts";
import { runLimits } from "./limits.ts";

function check(args: readonly string[], expected: readonly string[]) {
  const line = ` ${args.join(" ")} `;
  for (const part of expected) assert.ok(line.includes(` ${part} `), `${part} in ${line}`);
}

const confinement = [
  ...["--rm", "--network none", "--read-only", "--cap-drop ALL", "--user 64000:64000"],
  ...["--security-opt no-new-privileges", "--pids-limit 64", "--ulimit core=0"],
  `--memory ${runLimits.memoryBytes} --memory-swap ${runLimits.memoryBytes}`,
];

describe("the container command lines", () => {
  it("make a volume of limited size", () => {
    check(volumeArguments("v", 1000), [
      "--opt type=tmpfs",
      "--opt o=size=1000,nr_inodes=65536,mode=1777 v",
    ]);
  });

  it("confine what holds the volume like everything else", () => {
    check(keeperArguments("image", "v", runLimits), [
      ...confinement,
      "--entrypoint /bin/sh image -c",
    ]);
  });

  it("give a command its mounts read-only, its own environment, and an end", () => {
    const command = {
      argv: ["/opt/tool/bin/x", "a b"] as const,
      mounts: ["/opt/tool"],
      env: { A: "1" },
      limits: { ...runLimits, wallMs: 1500 },
    };
    const args = runArguments({ image: "image", name: "n", volume: "v", command });
    check(args, [
      ...confinement,
      ...["--name n", "--volume v:/w --volume v:/tmp --workdir /w"],
      ...["--volume /opt/tool:/opt/tool:ro", "--env A=1"],
      "--entrypoint /usr/bin/timeout image --signal=KILL 7 /opt/tool/bin/x a b",
    ]);
    assert.equal(args.at(-1), "a b");
    assert.ok(!args.some((arg) => /docker\.sock|--privileged|--pid=|=host/.test(arg)));
  });
});
