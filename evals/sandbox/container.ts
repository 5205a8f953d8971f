// The strongest tier: every command in a container of its own, with docker or podman; the work folder is a memory volume
// that outlives them. Used only where somebody has named an image: nothing is ever pulled.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { promisify } from "node:util";
import { keeperArguments, runArguments, volumeArguments } from "./container-arguments.ts";
import type { Supervision } from "./group.ts";
import { runLimits } from "./limits.ts";
import { systemProgram } from "./linux-programs.ts";
import { type Sandbox, SandboxError } from "./sandbox.ts";
import { type FolderHost, ownFolders } from "./work-folder.ts";

/** Names the image; without it the tier is not used. */
export const imageVariable = "TANDEM_SANDBOX_IMAGE";

const run = promisify(execFile);
type Engine = { file: string; image: string; env: NodeJS.ProcessEnv };

/** @throws SandboxError `unavailable` when there is no engine, no daemon, or no image */
export async function openContainer(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Sandbox> {
  const image = env[imageVariable];
  if (image === undefined) {
    throw new SandboxError(
      "unavailable",
      `no image is named: build one with docker build -t tandem-sandbox evals/sandbox/container and set ${imageVariable}=tandem-sandbox`,
    );
  }
  const file = systemProgram("docker") ?? systemProgram("podman");
  if (file === undefined) throw new SandboxError("unavailable", "neither docker nor podman found");
  const engine: Engine = { file, image, env };
  const id = await tell(engine, ["image", "inspect", "--format", "{{.Id}}", image], signal);
  const folders = ownFolders(() => openHost(engine));
  return {
    tier: "container",
    description: `${file} with the image ${image} (${id.trim().slice(0, 19)})`,
    openFolder: folders.open,
    [Symbol.asyncDispose]: folders[Symbol.asyncDispose],
  };
}

const engineWithinMs = 10_000;

/** @throws SandboxError with the first line of what the engine said */
async function tell(engine: Engine, args: readonly string[], signal?: AbortSignal) {
  try {
    const options = { env: engine.env, timeout: engineWithinMs, ...(signal && { signal }) };
    return (await run(engine.file, [...args], options)).stdout;
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    const said = "stderr" in error ? String(error.stderr).trim().split("\n")[0] : error.message;
    throw new SandboxError("unavailable", `${engine.file} ${args[0]}: ${said}`, error);
  }
}

async function openHost(engine: Engine): Promise<FolderHost> {
  const volume = `tandem-${randomUUID()}`;
  await tell(engine, volumeArguments(volume, runLimits.diskBytes));
  const keeper = spawn(engine.file, keeperArguments(engine.image, volume, runLimits), {
    env: engine.env,
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  keeper.stdin.on("error", () => {});
  const ended = new Promise<undefined>((resolve) => {
    keeper.once("close", () => resolve(undefined));
    keeper.once("error", () => resolve(undefined));
  });
  const close = async () => {
    keeper.stdin.end();
    await ended;
    await tell(engine, ["volume", "rm", "--force", volume]);
  };
  if ((await Promise.race([once(keeper.stdout, "data"), ended])) === undefined) {
    await close();
    throw new SandboxError("failed", `No container could be started from ${engine.image}.`);
  }
  let count = 0;
  return {
    async launch(command) {
      count += 1;
      const name = `${volume}-${count}`;
      return {
        file: engine.file,
        args: runArguments({ image: engine.image, name, volume, command }),
        // The engine's own settings; the container gets only what the command names.
        env: Object.fromEntries(
          Object.entries(engine.env).map(([key, value]) => [key, `${value}`]),
        ),
        supervise: (child) => superviseContainer(engine, name, child),
      };
    },
    close,
  };
}

/** What the engines say when they, and not the command, failed. */
const engineFailed = 125;
const killedStatus = 137;

function superviseContainer(engine: Engine, name: string, child: ChildProcess): Supervision {
  let isKilled = false;
  const kill = async () => {
    // It may not exist yet: then the engine's client is what has to end, and after it comes nothing.
    for (let attempt = 0; attempt < 20 && child.exitCode === null; attempt += 1) {
      await tell(engine, ["kill", name]).catch(() => undefined);
    }
    if (child.exitCode === null) child.kill("SIGKILL");
  };
  return {
    kill() {
      if (!isKilled) void kill();
      isKilled = true;
    },
    usage: () => ({}),
    hasRun: (exitCode) => isKilled || exitCode !== engineFailed,
    // The kernel's own killing looks like this, and nothing else does that we have not asked for.
    wasOutOfMemory: (exitCode) => !isKilled && exitCode === killedStatus,
  };
}
