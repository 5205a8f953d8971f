import { run } from "./fields.ts";

const result: Record<string, unknown> = run();

export function part(key: string): unknown {
  return result[key] ?? null;
}
