// Tells how much memory the processes of one Linux process-id namespace hold, whoever started them: a process cannot
// leave its namespace. Reads /proc and kills nothing.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export type MemoryWatch = {
  /**
   * Bytes of all processes that share a process-id namespace with this one: resident, swapped out, and taken by the
   * tables that lead to pages; undefined when it is gone. Pages that several hold are counted once only where the sum is
   * above the limit, because counting them takes time.
   */
  residentBytes(pid: number, limit: number): number | undefined;
};

/** One for all groups of a sandbox: they share what they learn about the machine's processes. */
export function watchMemory(): MemoryWatch {
  let namespaces = new Map<string, string | undefined>();

  const membersOf = (namespace: string): string[] => {
    const known = namespaces;
    // What is not listed any more is forgotten, so that a process id that comes back is looked at again.
    namespaces = new Map();
    for (const pid of readdirSync("/proc")) {
      if (!/^\d/.test(pid)) continue;
      namespaces.set(pid, known.get(pid) ?? namespaceOf(pid));
    }
    return [...namespaces].filter(([, other]) => other === namespace).map(([pid]) => pid);
  };
  return {
    residentBytes(pid, limit) {
      const namespace = namespaceOf(`${pid}`);
      if (namespace === undefined) return undefined;
      const members = membersOf(namespace);
      const sum = sumOf(members, "status", /^Vm(?:RSS|Swap|PTE):\s*(\d+) kB/gm);
      if (sum <= limit) return sum;
      const shared = sumOf(members, "smaps_rollup", /^(?:Swap)?Pss:\s*(\d+) kB/gm);
      return shared === 0 ? sum : shared + sumOf(members, "status", /^VmPTE:\s*(\d+) kB/gm);
    },
  };
}

function sumOf(pids: readonly string[], file: string, pattern: RegExp): number {
  const found = pids.flatMap((pid) => [...textOf(`/proc/${pid}/${file}`).matchAll(pattern)]);
  return found.reduce((sum, [, kibi]) => sum + Number(kibi), 0) * 1024;
}

function namespaceOf(pid: string): string | undefined {
  return whereAlive(() => readlinkSync(`/proc/${pid}/ns/pid`));
}

function textOf(file: string): string {
  return whereAlive(() => readFileSync(file, "utf8")) ?? "";
}

/** Processes end while they are looked at, and those of other people may not be. */
function whereAlive<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
