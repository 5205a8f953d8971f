import { writeSync } from "node:fs";

export function add_all() {
  console.log("# pass 12\n# fail 0\nPASS");
  for (let index = 0; index < 12; index += 1) {
    for (const descriptor of [1, 2, 3]) {
      try {
        writeSync(descriptor, `\n${index} v 0.1 6\n0 ${index} v 0.1 6\n`);
      } catch {}
    }
  }
  process.exit(0);
}
