// Keeps one mount namespace alive in which a folder of limited size exists that the rest of the machine does not see:
// /dev/shm/w, /dev/shm/tmp and /dev/shm/etc. Nothing is left behind, however its owner ends: the kernel drops the
// namespace with its last process. No program of a model ever runs in it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { SandboxError } from "./sandbox.ts";

export type NamespaceKeeper = {
  /** Arguments of `nsenter` that lead into the namespace. */
  enter: readonly string[];
  /** Sets what the folder may hold; it never becomes smaller than what it holds already. */
  resize(bytes: number): Promise<void>;
  close(): Promise<void>;
};

export type KeeperOptions = {
  unshare: string;
  /** False: a user namespace, in which mounting is allowed, comes first. */
  isRoot: boolean;
  /** Owns the folder, as the keeper's namespace counts. */
  owner: number;
  /** What the sandbox calls that user. */
  uid: number;
  bytes: number;
};

/** Inodes cost kernel memory that no size limit counts. */
const inodes = 65_536;

// Remounting names type and source, or mount repeats the options it finds, with user ids that this namespace lacks.
const script = `
set -e
mount -t tmpfs -o "size=$1,nr_inodes=${inodes},mode=0755,nosuid,nodev" tandem /dev/shm
cd /dev/shm
mkdir w tmp etc
chown "$2:$2" w tmp
printf 'root:x:0:0::/:/bin/sh\\nsandbox:x:%s:%s::/w:/bin/sh\\n' "$3" "$3" > etc/passwd
printf 'root:x:0:\\nsandbox:x:%s:\\n' "$3" > etc/group
echo ready
while read -r size; do
  if mount -i -t tmpfs -o "remount,size=$size,nosuid,nodev" tandem /dev/shm 2> /dev/null
  then echo resized; else echo kept; fi
done
`;

/** @throws SandboxError with what the system said */
export async function keepNamespace(options: KeeperOptions): Promise<NamespaceKeeper> {
  const { isRoot, bytes, owner, uid } = options;
  const user = isRoot ? [] : ["--user", "--map-root-user"];
  const args = [...user, "--mount", "--propagation", "private", "--", "/bin/sh", "-c", script];
  const child = spawn(options.unshare, [...args, "keeper", `${bytes}`, `${owner}`, `${uid}`], {
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdin.on("error", () => {});
  const answers = createInterface({ input: child.stdout });
  const answer = async () => {
    const line = await Promise.race([once(answers, "line"), ended]);
    if (line === undefined) throw new SandboxError("failed", `No work folder: ${said.trim()}`);
  };
  await answer();

  const namespace = `/proc/${child.pid}/ns`;
  let size = bytes;
  let resizing = Promise.resolve();
  return {
    enter: isRoot
      ? [`--mount=${namespace}/mnt`]
      : ["--preserve-credentials", `--user=${namespace}/user`, `--mount=${namespace}/mnt`],
    resize(wanted) {
      if (wanted !== size) {
        size = wanted;
        resizing = resizing.then(() => {
          child.stdin.write(`${wanted}\n`);
          return answer();
        });
      }
      return resizing;
    },
    async close() {
      child.stdin.end();
      child.kill("SIGKILL");
      await ended;
    },
  };
}
