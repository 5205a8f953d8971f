// The command as a person or a script meets it: as a process of its own, for tests. Knows no verb.
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
/** What is in front of the arguments: the program that set-up built, where it ran; from the sources otherwise. */
export const commandLine: readonly string[] = process.env.TANDEM_COMMAND
  ? [process.env.TANDEM_COMMAND]
  : ["--import", "./.ci/text-imports.mjs", "server/tandem.ts"];

export type Finished = { code: number | null; stdout: string; stderr: string };

export type Started = {
  child: ChildProcess;
  isOver: Promise<Finished>;
  /** The first line of stdout, without its end. */
  firstLine: Promise<string>;
  /** Resolves as soon as stdout or stderr holds the text; rejects when the process ends before. */
  says(text: string): Promise<void>;
};

/** Under this very Node. */
export function start(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [...commandLine, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const isOver = new Promise<Finished>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on("data", () => {
      if (stdout.includes("\n")) resolve(stdout.slice(0, stdout.indexOf("\n")));
    });
    child.on("close", () => resolve(stdout));
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (stdout.includes(text) || stderr.includes(text)) resolve();
      };
      child.stdout.on("data", look);
      child.stderr.on("data", look);
      child.on("close", () => reject(new Error(`It ended without saying ${text}:\n${stderr}`)));
      look();
    });
  return { child, isOver, firstLine, says };
}
