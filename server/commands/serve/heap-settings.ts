// How the gateway's heap is collected. V8's own settings suit throughput: it lets 32 MB of young objects gather and then stops
// the event loop for as long as it takes to copy what is left of them, which first bytes wait for. It knows nothing of the gateway.

/** Small generations are looked through in less time, one helper does not crowd out the loop, and old objects may gather longer. */
const settings = ["--max-semi-space-size=8", "--v8-pool-size=1", "--heap-growing-percent=300"];

/**
 * Node reads them as it starts, so the process becomes one that started with them: number, streams and environment stay.
 * Nothing happens where somebody has chosen the size himself, which is also so the second time; where another process
 * listens through a channel, which would be lost; and on Windows, which cannot do it.
 */
export function withHeapSettings(): void {
  const { argv, env, execArgv, execPath } = process;
  const isChosen = [...execArgv, env.NODE_OPTIONS].some((text) =>
    text?.includes("semi-space-size"),
  );
  if (isChosen || process.connected || process.platform === "win32") return;
  process.execve?.(execPath, [execPath, ...settings, ...execArgv, ...argv.slice(1)]);
}
