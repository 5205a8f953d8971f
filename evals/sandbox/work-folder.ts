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

type Files = ReadonlyMap<string, string | Uint8Array>;

export type OwnedFolders = AsyncDisposable & { open(files: Files): Promise<WorkFolder> };

/** The folders of one sandbox: whatever is still open goes with it. */
export function ownFolders(openHost: () => Promise<FolderHost>): OwnedFolders {
  const folders = new Set<WorkFolder>();
  let isClosed = false;
  return {
    async open(files) {
      const folder = await openWorkFolder(await openHost(), files, () => folders.delete(folder));
      folders.add(folder);
      if (!isClosed) return folder;
      await folder[Symbol.asyncDispose]();
      throw new SandboxError("failed", "The sandbox is closed.");
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await Promise.all([...folders].map((folder) => folder[Symbol.asyncDispose]()));
    },
  };
}

/** @throws SandboxError when the files cannot be written; the host is closed then */
async function openWorkFolder(
  host: FolderHost,
  files: Files,
  forget: () => void,
): Promise<WorkFolder> {
  const running = new Set<Group>();
  let closed: Promise<void> | undefined;

  const start = async (command: Command, input: Input): Promise<Group> => {
    throwIfClosed();
    const launch = await host.launch(command);
    throwIfClosed();
    const group = startGroup(launch, command.limits, input);
    running.add(group);
    const leave = () => running.delete(group);
    group.ended.then(leave, leave);
    return group;
  };
  const throwIfClosed = () => {
    if (closed !== undefined) throw new SandboxError("failed", "The work folder is closed.");
  };
  const close = async () => {
    for (const group of running) group.kill();
    await Promise.allSettled([...running].map(({ ended }) => ended));
    await host.close();
    forget();
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
