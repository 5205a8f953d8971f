// The Seatbelt profile of one work folder, as text. Everything is denied that is not named: the network, the home
// folder and other processes are not named.

export type SeatbeltPlan = {
  /** Real paths, because Seatbelt compares after links are resolved. */
  folder: string;
  mounts: readonly string[];
};

/** What programs and their loader need of the system itself. */
const systemFolders = [
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/lib",
  "/usr/libexec",
  "/usr/share",
  "/System",
  "/Library/Apple",
  "/Library/Developer/CommandLineTools",
  "/private/var/db/dyld",
];
const devices = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];

export function seatbeltProfile({ folder, mounts }: SeatbeltPlan): string {
  const readable = [...systemFolders, ...mounts];
  return [
    "(version 1)",
    "(deny default)",
    "(allow process-fork)",
    "(allow process-exec)",
    "(allow signal (target same-sandbox))",
    "(allow sysctl-read)",
    `(allow file-read* ${[...readable, folder].map(subpath).join(" ")})`,
    `(allow file-read* ${devices.map(literal).join(" ")})`,
    `(allow file-read-metadata ${ancestorsOf([...readable, folder])
      .map(literal)
      .join(" ")})`,
    `(allow file-write* ${subpath(folder)} ${literal("/dev/null")})`,
    "(deny network*)",
  ].join("\n");
}

function subpath(path: string): string {
  return `(subpath ${quote(path)})`;
}

function literal(path: string): string {
  return `(literal ${quote(path)})`;
}

function quote(path: string): string {
  return `"${path.replace(/["\\]/g, "\\$&")}"`;
}

/** The way to a folder may be looked at, not what else lies beside it. */
function ancestorsOf(paths: readonly string[]): string[] {
  const ancestors = paths.flatMap((path) => {
    const steps = path.split("/").slice(1, -1);
    return steps.map((_, index) => `/${steps.slice(0, index + 1).join("/")}`);
  });
  return ["/", ...new Set(ancestors)];
}
