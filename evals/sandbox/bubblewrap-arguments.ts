// The command line that confines one program with bubblewrap. Pure: what the machine looks like comes in. What it
// leaves out is what protects: no home, no /etc but a few named files, no /run, no sockets, no network.

export type BubblewrapPlan = {
  bwrap: string;
  setpriv: string;
  prlimit: string;
  /** Raises the group's chance to be what the kernel ends when memory runs out; undefined where it is missing. */
  choom: string | undefined;
  /** As root no user namespace is made: the program changes to `uid` before it starts. */
  isRoot: boolean;
  uid: number;
  system: SystemFolders;
};

export type SystemFolders = {
  /** Top-level names that are links on this machine, such as `/bin` to `usr/bin`. */
  links: ReadonlyMap<string, string>;
  /** Readable at the same path. */
  folders: readonly string[];
};

export type Confined = {
  argv: readonly string[];
  mounts: readonly string[];
  env: Readonly<Record<string, string>>;
  processes: number;
  /** The largest single file. */
  fileBytes: number;
};

/** Descriptors that the caller opens: one to read reports from, one with the system-call filter. */
const reportDescriptor = "3";
const filterDescriptor = "4";

/** Full sockets are memory that no process shows: the fewer the better, and as many as programs have on macOS. */
const openFiles = 256;

export function bubblewrapArguments(plan: BubblewrapPlan, confined: Confined): string[] {
  const { system, isRoot } = plan;
  return [
    "--die-with-parent",
    "--new-session",
    ...["--unshare-pid", "--as-pid-1", "--unshare-net", "--unshare-ipc", "--unshare-uts"],
    ...["--unshare-cgroup-try", "--hostname", "sandbox"],
    ...(isRoot ? [] : ["--unshare-user", "--uid", `${plan.uid}`, "--gid", `${plan.uid}`]),
    ...["--cap-drop", "ALL"],
    ...(isRoot ? keptForSetpriv : []),
    ...["--json-status-fd", reportDescriptor, "--seccomp", filterDescriptor],
    ...[...system.links].flatMap(([name, target]) => ["--symlink", target, name]),
    ...readable(system.folders),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--bind", "/dev/shm/tmp", "/tmp", "--bind", "/dev/shm/w", "/w"],
    ...["--ro-bind", "/dev/shm/etc/passwd", "/etc/passwd"],
    ...["--ro-bind", "/dev/shm/etc/group", "/etc/group"],
    ...readable(confined.mounts),
    // Last: from here on /dev/shm is the sandbox's own.
    ...["--bind", "/dev/shm/tmp", "/dev/shm"],
    ...["--remount-ro", "/dev", "--remount-ro", "/"],
    ...Object.entries(confined.env).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--chdir", "/w", "--"],
    ...limiting(plan, confined),
    ...confined.argv,
  ];
}

/**
 * The first process of the namespace: when it ends, the kernel has ended all others before bubblewrap hears of it.
 * bubblewrap's own would be left behind for somebody else to reap. What this shell says of signals is not the program's.
 */
const firstProcess = 'exec 3>&2 2>/dev/null; "$@" 2>&3 3>&-; exit $?';

/** What setpriv needs to become somebody else; it keeps none of them. */
const keptForSetpriv = ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"].flatMap((name) => [
  "--cap-add",
  name,
]);

/** Folders above a mount are made first, because bubblewrap would make them readable for their owner only. */
function readable(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    const above = folder.split("/").slice(1, -1);
    const parents = above.map((_, index) => `/${above.slice(0, index + 1).join("/")}`);
    return [...parents.flatMap((parent) => ["--dir", parent]), "--ro-bind", folder, folder];
  });
}

function limiting(plan: BubblewrapPlan, { processes, fileBytes }: Confined): string[] {
  const limits = [
    `--nproc=${processes}`,
    `--fsize=${fileBytes}`,
    `--nofile=${openFiles}`,
    "--core=0",
  ];
  const user = ["--reuid", `${plan.uid}`, "--regid", `${plan.uid}`, "--clear-groups"];
  const rights = ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"];
  return [
    ...(plan.choom === undefined ? [] : [plan.choom, "-n", "1000", "--"]),
    ...[plan.prlimit, ...limits],
    // prlimit ends its options at the first word that is none. The shell comes before the change of user: after it
    // nobody would be allowed to end the shell when this process dies, and the program could touch it.
    ...["/bin/sh", "-c", firstProcess, "first"],
    ...(plan.isRoot ? [plan.setpriv, ...user, ...rights, "--"] : []),
  ];
}
