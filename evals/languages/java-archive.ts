// The classes of javac as the JVM wants them in memory, so that it starts in half the time. Made once for a version of
// Java, outside the sandbox, by compiling a program of our own.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache-folder.ts";
import { javaDriver } from "./java-driver.ts";
import { runTool } from "./run-tool.ts";
import type { Toolchain } from "./toolchain.ts";
import { parseSignature } from "./value-type.ts";

const archive = "javac.jsa";

/** The toolchain with the archive's folder among its mounts and the archive among its programs. */
export async function withCompilerArchive(
  toolchain: Toolchain,
  { flags, signal }: { flags: readonly string[]; signal: AbortSignal },
): Promise<Toolchain> {
  const version = toolchain.version.replaceAll(/[^\w.-]/g, "_");
  const folder = await cached(`java/${version}-${process.platform}-${process.arch}`, (draft) =>
    build(toolchain, { draft, flags }, signal),
  );
  return {
    ...toolchain,
    programs: { ...toolchain.programs, archive: path.join(folder, archive) },
    mounts: [...toolchain.mounts, folder],
  };
}

const sample = `import java.util.*;
import java.util.stream.*;

public class Solution {
    record Pair<T>(T first, T second) {}

    public static List<Long> solve(Map<String, List<Long>> all) {
        Map<Long, Integer> seen = new TreeMap<>(Comparator.reverseOrder());
        for (var entry : all.entrySet()) entry.getValue().forEach(one -> seen.merge(one, 1, Integer::sum));
        Deque<Pair<Long>> queue = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        for (long one : seen.keySet()) queue.add(new Pair<>(one, switch ((int) one) { case 0 -> 1L; default -> one; }));
        return queue.stream().map(Pair::second).filter(one -> text.length() == 0).collect(Collectors.toList());
    }
}
`;

async function build(
  { programs, env }: Toolchain,
  { draft, flags }: { draft: string; flags: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const work = path.join(draft, "work");
  await mkdir(work);
  const signature = parseSignature({ args: ["map<list<int>>"], returns: "list<int>" });
  await writeFile(path.join(work, "Solution.java"), sample);
  await writeFile(path.join(work, "TandemDriver.java"), javaDriver("Solution", "solve", signature));
  const made = [
    `-XX:ArchiveClassesAtExit=${path.join(draft, archive)}`,
    "-Xlog:disable",
    "-Xlog:all=off",
  ];
  const args = [...flags, ...made].map((flag) => `-J${flag}`);
  const sources = ["-proc:none", "-d", work, "Solution.java", "TandemDriver.java"];
  await runTool(programs.javac ?? "", [...args, ...sources], { env, cwd: work }, signal);
  await rm(work, { recursive: true });
}
