// A thousand streams at once through one processor, while another one asks and answers.
import { percentile } from "../fairness/figures.ts";
import { ask, startPeers } from "./asking.ts";
import { gateway, nginx } from "./peers.ts";
import { spentBy } from "./processes.ts";
import { ours, type Row } from "./rows.ts";

const wanted = { bodyBytes: 8000, stream: true, requests: 3000, concurrency: 1000 };

export async function thousandStreams(upstream: string, signal: AbortSignal): Promise<Row[]> {
  const { peers, stop } = await startPeers({ nginx, Tandem: gateway() }, upstream, signal);
  const rows: Row[] = [];
  try {
    for (const peer of peers) {
      const before = await spentBy(peer.pid);
      const seen = await ask(peer, wanted, signal);
      const after = await spentBy(peer.pid);
      const perSecond = Math.round((seen.events * 1000) / seen.wallMs);
      const perEvent = ((after.cpuMs - before.cpuMs) * 1000) / seen.events;
      const firstMs = percentile(seen.firstMs, 0.5).toFixed(0);
      rows.push({
        what: `${peer.name}: ${wanted.concurrency} streams at once, failed of ${wanted.requests}`,
        unit: "streams",
        samples: [seen.failed],
        ...ours(peer.name, 0),
        note: `${perSecond} events/s, ${perEvent.toFixed(1)} µs an event, first event p50 ${firstMs} ms, ${after.rssMb.toFixed(0)} MB`,
      });
    }
  } finally {
    await stop();
  }
  return rows;
}
