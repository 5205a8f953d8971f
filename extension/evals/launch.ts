// How the evaluation process is started from here: VS Code's own runtime, the packaged program, and an environment that
// knows VS Code's proxy and certificates. What a workspace says about the network does not count.
import path from "node:path";
import * as vscode from "vscode";
import type { SettingsStore } from "../config.ts";
import type { Log } from "../host/log.ts";
import type { ArchiveOptions } from "./archive-process.ts";
import { type Network, processEnvironment } from "./jobs/environment.ts";
import type { Program } from "./jobs/job-process.ts";
import { runsFolderOf } from "./requests.ts";

export function evaluationProgram(extensionUri: vscode.Uri): Program {
  return {
    command: process.execPath,
    args: [path.join(extensionUri.fsPath, "dist", "eval.cjs")],
  };
}

/** With a key it is for a job that asks the endpoint of that key, and for nothing else. */
export function launchEnvironment(apiKey?: string): Record<string, string> {
  return processEnvironment(process.env, network(), apiKey);
}

export async function archiveOptions(
  program: Program,
  settings: SettingsStore,
  log: Log,
): Promise<ArchiveOptions> {
  const { config } = await settings.current();
  return {
    program,
    env: launchEnvironment(),
    ...runsFolderOf(config),
    onDied: (how, stderr) => log.error(`evaluation: the archive ended: ${how}${framesOf(stderr)}`),
  };
}

/** Where in our own code it happened; what else stands on stderr may hold answers of a model. */
function framesOf(stderr: string): string {
  const frames = stderr.split("\n").filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 5)
    .map((line) => `\n${line}`)
    .join("");
}

function network(): Network {
  const http = vscode.workspace.getConfiguration("http");
  const read = (key: string): unknown => {
    const found = http.inspect(key);
    return found?.globalValue ?? found?.defaultValue;
  };
  const proxy = read("proxy");
  const noProxy = read("noProxy");
  return {
    proxy: typeof proxy === "string" ? proxy : "",
    noProxy: Array.isArray(noProxy) ? noProxy.filter((name) => typeof name === "string") : [],
    usesProxy: read("proxySupport") !== "off",
    trustsSystemCertificates: read("systemCertificates") !== false,
  };
}
