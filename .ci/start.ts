// `npm start`: packages the extension, picks an endpoint, puts a gateway before it, opens VS Code on a copy of the sample
// workspace and ends everything it started when it is interrupted. Keys go by environment and nowhere else: the endpoint's to
// the gateway, the gateway's to VS Code.
import path from "node:path";
import { installExtension, startCodeServer } from "../extension/test/harness/code-server.ts";
import { endJobs } from "../extension/test/harness/evaluation-jobs.ts";
import { quietSettings } from "../extension/test/harness/quiet-settings.ts";
import { startSimulator } from "../extension/test/harness/simulator.ts";
import { packageExtension } from "./package.ts";
import {
  demoGateway,
  demoModels,
  editorSettings,
  endpointGateway,
  upstreamKey,
} from "./start/demo.ts";
import { desktopSettingsFile, type OpenWindow, openDesktop } from "./start/desktop.ts";
import { type Choice, chooseEndpoint, listsModels, StartProblem } from "./start/endpoint.ts";
import { type RunningGateway, startGateway } from "./start/gateway.ts";
import { mergeSettings, openProfile, type Profile, readSettings } from "./start/profile.ts";

const root = path.resolve(import.meta.dirname, "..");
const parentPollMs = 250;
/** Set-up decided both: where things are kept on this machine, and whether it has a VS Code that can open a window. */
const { TANDEM_CACHE = path.join(root, "dist"), TANDEM_EDITOR } = process.env;
const stateFolder = process.env.TANDEM_START_FOLDER ?? path.join(TANDEM_CACHE, "start");
const opensDesktop = TANDEM_EDITOR === "desktop";
/** On top of the quiet defaults: the sample's README, one question about trust, and no empty bar before the chat opens. */
const startSettings = {
  ...quietSettings,
  "workbench.startupEditor": "readme",
  "security.workspace.trust.startupPrompt": "once",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => controller.abort());
}
// When a terminal is killed nobody sends a signal: being handed to another parent says the same.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && controller.abort(), parentPollMs).unref();

process.exitCode = await main(controller.signal);

async function main(signal: AbortSignal): Promise<number> {
  const { TANDEM_ENDPOINT, TANDEM_API_KEY, ...environment } = process.env;
  const started: (() => Promise<void>)[] = [];
  try {
    const choice = await chooseEndpoint({ TANDEM_ENDPOINT, TANDEM_API_KEY }, listsModels, signal);
    console.log("Packaging the extension …");
    const vsixFile = await packageExtension(signal);
    console.log(choice.says);
    const sample = path.join(root, "extension/test/workspaces/sample");
    const profile = await openProfile(stateFolder, sample, signal);
    started.push(profile.release, () => endJobs(profile.dataFolder));
    const gateway = await putGateway(choice, { profile, environment, started }, signal);
    console.log(`Gateway: ${gateway.url}, data in ${profile.gatewayFolder}`);
    console.log(`Workspace: a fresh copy of the sample in ${profile.workspaceFolder}`);
    // The two travel together: the extension checks the origin.
    const env = { ...environment, TANDEM_ENDPOINT: gateway.url, TANDEM_API_KEY: gateway.key };
    const models = editorSettings(gateway.url, choice.kind);
    const window = opensDesktop
      ? await openInDesktop({ vsixFile, profile, models, env }, signal)
      : await openInBrowser({ vsixFile, profile, models, env }, signal);
    started.push(window.stop);
    console.log("Press Ctrl-C to stop.");
    const interrupted = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([window.ended, interrupted]);
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    if (started.length > 0) console.log("\nStopping …");
    for (const stop of started.reverse()) await stop();
  }
}

type Surroundings = {
  profile: Profile;
  environment: NodeJS.ProcessEnv;
  /** Takes what has to be stopped. */
  started: (() => Promise<void>)[];
};

/** The endpoint, simulated where there is none, behind a gateway. */
async function putGateway(
  choice: Choice,
  { profile, environment: env, started }: Surroundings,
  signal: AbortSignal,
): Promise<RunningGateway> {
  const folder = profile.gatewayFolder;
  let gateway: RunningGateway;
  if (choice.kind === "simulated") {
    const urls: Record<string, string> = {};
    for (const { upstream, args } of demoModels) {
      const simulator = await startSimulator({ args, env }, signal);
      started.push(simulator.stop);
      urls[upstream] = simulator.url;
    }
    gateway = await startGateway({ folder, config: demoGateway(urls), env }, signal);
  } else {
    const key = choice.kind === "given" ? choice.key : undefined;
    const withKey = key === undefined ? env : { ...env, [upstreamKey]: key };
    const config = endpointGateway(choice);
    gateway = await startGateway({ folder, config, env: withKey }, signal);
  }
  started.push(gateway.stop);
  return gateway;
}

type OpenOptions = {
  vsixFile: string;
  profile: Profile;
  models: Record<string, unknown>;
  env: NodeJS.ProcessEnv;
};

async function openInDesktop(options: OpenOptions, signal: AbortSignal): Promise<OpenWindow> {
  console.log("Opening VS Code in a window of its own, with a profile of its own …");
  const kept = await readSettings(desktopSettingsFile(options.profile.dataFolder));
  const settings = mergeSettings(kept, { ...startSettings, ...options.models });
  return openDesktop({ ...options, settings }, signal);
}

async function openInBrowser(
  { vsixFile, profile, models, env }: OpenOptions,
  signal: AbortSignal,
): Promise<OpenWindow> {
  console.log("Starting VS Code for the browser …");
  await installExtension(vsixFile, profile, signal);
  const kept = await readSettings(path.join(profile.dataFolder, "data/User/settings.json"));
  const settings = mergeSettings(kept, { ...startSettings, ...models });
  const server = await startCodeServer({ ...profile, settings, env }, signal);
  console.log(`\nOpen Tandem in your browser: ${server.pageUrl()}\n`);
  console.log("The address holds a one-time token and works on this machine only.");
  return server;
}
