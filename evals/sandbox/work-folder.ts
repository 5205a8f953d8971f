// The work folder of every tier that runs processes: what runs in it, who ends it, and when it is gone. How a command
// is confined is the tier's business.
import { checkWritten, readCommand, writeCommand } from "./file-transfer.ts";
import { type Group, type Input, type Launch, startGroup } from "./group.ts";
import { type Command, SandboxError, type WorkFolder } from "./sandbox.ts";

/** What a tier brings for one folder. */
export type FolderHost = {
  /** Called before every command; makes the folder hold `diskBytes`. */
  launch(command: Command): Promise<Launch>;
  /** Called once, after everything that ran has ended. */
  close(): Promise<void>;
};

/** @throws SandboxError when the files cannot be written; the host is closed then */
export async function openWorkFolder(
  host: FolderHost,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<WorkFolder> {
  const running = new Set<Group>();
  let closed: Promise<void> | undefined;

  const start = async (command: Command, input: Input): Promise<Group> => {
    throwIfClosed();
    const launch = await host.launch(command);
    throwIfClosed();
    const group = startGroup(launch, command.limits, input);
    running.add(group);
    const forget = () => running.delete(group);
    group.ended.then(forget, forget);
    return group;
  };
  const throwIfClosed = () => {
    if (closed !== undefined) throw new SandboxError("failed", "The work folder is closed.");
  };
  const close = async () => {
    for (const group of running) group.kill();
    await Promise.allSettled([...running].map(({ ended }) => ended));
    await host.close();
  };
  const folder: WorkFolder = {
    async write(files) {
      if (files.size === 0) return;
      const command = writeCommand(files);
      const { ended } = await start(command, command.stdin);
      const { exitCode, stderr } = await ended;
      throwIfClosed();
      checkWritten(exitCode, stderr);
    },
    async read(name, maxBytes) {
      const group = await start(readCommand(name, maxBytes), undefined);
      const { exitCode } = await group.ended;
      throwIfClosed();
      const bytes = group.stdoutBytes();
      return exitCode === 0 && bytes.length <= maxBytes ? bytes : undefined;
    },
    async run(command, signal) {
      signal.throwIfAborted();
      const group = await start(command, command.stdin);
      const outcome = await killedBy(signal, group);
      signal.throwIfAborted();
      throwIfClosed();
      return outcome;
    },
    async start(command, signal) {
      signal.throwIfAborted();
      const group = await start(command, "open");
      // A failure belongs to whoever awaits `ended`.
      killedBy(signal, group).catch(() => {});
      return group;
    },
    [Symbol.asyncDispose]() {
      closed ??= close();
      return closed;
    },
  };
  try {
    await folder.write(files);
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
  return folder;
}

async function killedBy(signal: AbortSignal, group: Group) {
  const kill = () => group.kill();
  // It may have been aborted while the group was being started.
  if (signal.aborted) kill();
  signal.addEventListener("abort", kill, { once: true });
  try {
    return await group.ended;
  } finally {
    signal.removeEventListener("abort", kill);
  }
}
