// The command lines of the container tier, for docker and podman alike. Pure: nothing is started here.
import type { Command, Limits } from "./sandbox.ts";

/** Nobody of the image and nobody of the host. */
const user = "64000:64000";
const openFiles = 1024;

/** A memory file system of limited size: it lives as long as one container that mounts it. */
export function volumeArguments(volume: string, diskBytes: number): string[] {
  const options = ["type=tmpfs", "device=tmpfs", `o=size=${diskBytes},nr_inodes=65536,mode=1777`];
  return ["volume", "create", ...options.flatMap((option) => ["--opt", option]), volume];
}

/** Holds the volume until its stdin ends, which also happens when its owner dies. */
export function keeperArguments(image: string, volume: string, limits: Limits): string[] {
  const script = "echo ready; exec cat";
  return [
    ...confined({ name: volume, volume, limits, mounts: [] }),
    ...["--entrypoint", "/bin/sh", image, "-c", script],
  ];
}

export type ContainerRun = { image: string; name: string; volume: string; command: Command };

export function runArguments({ image, name, volume, command }: ContainerRun): string[] {
  const { argv, env = {}, mounts = [], limits } = command;
  const seconds = Math.ceil(limits.wallMs / 1000) + secondsAfterDeadline;
  return [
    ...confined({ name, volume, limits, mounts }),
    ...Object.entries(env).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
    // Ends the container even when whoever watches the deadline is gone.
    ...["--entrypoint", "/usr/bin/timeout", image, "--signal=KILL", `${seconds}`, ...argv],
  ];
}

const secondsAfterDeadline = 5;

type Confinement = { name: string; volume: string; limits: Limits; mounts: readonly string[] };

/** Swap of the same size means none. /tmp is the work folder too, so that one size limits both. */
function confined({ name, volume, limits, mounts }: Confinement): string[] {
  return [
    ...["run", "--rm", "--interactive", "--init", "--name", name],
    ...["--network", "none", "--read-only", "--cap-drop", "ALL"],
    ...["--security-opt", "no-new-privileges", "--user", user],
    ...["--pids-limit", `${limits.processes}`],
    ...["--memory", `${limits.memoryBytes}`, "--memory-swap", `${limits.memoryBytes}`],
    ...["--ulimit", "core=0", "--ulimit", `nofile=${openFiles}`],
    ...["--ulimit", `fsize=${limits.diskBytes}`],
    ...["--volume", `${volume}:/w`, "--volume", `${volume}:/tmp`, "--workdir", "/w"],
    ...mounts.flatMap((mount) => ["--volume", `${mount}:${mount}:ro`]),
  ];
}
