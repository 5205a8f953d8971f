// Finds the programs of the Linux tiers in the system's own folders, never by PATH: what PATH names may be anybody's.
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

const folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin"];

export function systemProgram(name: string): string | undefined {
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

export type FoundPrograms<Name extends string> =
  | { programs: Readonly<Record<Name, string>> }
  | { missing: readonly Name[] };

export function systemPrograms<Name extends string>(names: readonly Name[]): FoundPrograms<Name> {
  const found = names.map((name) => [name, systemProgram(name)] as const);
  const missing = found.filter(([, file]) => file === undefined).map(([name]) => name);
  if (missing.length > 0) return { missing };
  // Every name is in `found`, and none of its files is undefined.
  return { programs: Object.fromEntries(found) as Record<Name, string> };
}

function isExecutable(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    // EACCES and its like: somebody else's program.
    if (error instanceof Error) return false;
    throw error;
  }
}
