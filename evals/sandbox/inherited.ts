// Finds descriptors that this process was started with and would hand on to its children: Node closes its own and low
// ones, but what a shell, an editor or a build server left open above stays open in every program that is started.
import { readdirSync, readFileSync } from "node:fs";

/** None where the system cannot say: there, Node lets no child inherit anything. */
export function inheritedDescriptors(): readonly number[] {
  if (process.platform !== "linux") return [];
  const open = readdirSync("/proc/self/fd").map(Number);
  return open.filter((descriptor) => descriptor > 2 && !closesOnStart(descriptor));
}

/** O_CLOEXEC, which `fdinfo` writes in octal among the flags. */
const closing = 0o2000000;

function closesOnStart(descriptor: number): boolean {
  try {
    const [, flags = "0"] =
      /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8")) ?? [];
    return (Number.parseInt(flags, 8) & closing) !== 0;
  } catch (error) {
    // It was the one by which the folder was read.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return true;
    throw error;
  }
}
