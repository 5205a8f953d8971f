import { run } from "./scan.mjs";

export function part(texts, key) {
  return run(texts)[key];
}
