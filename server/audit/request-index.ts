// Feeds the request index from the log, in writes that gather what happened meanwhile. The index is derived: where it cannot
// be written it falls behind, is read on from the log later, and never holds up a request.
import type { Final, Intent } from "../../core/protocol/audit-record.ts";
import type { RequestsTable } from "../store/schema.ts";
import type { EndOfRequest, RequestsWrite, Store } from "../store/store.ts";
import { indexLog } from "./index-log.ts";
import type { LogStorage } from "./log-storage.ts";
import { endOf, rowOf } from "./request-rows.ts";

export type RequestIndex = {
  /** Together with the final that may come soon, a request is one row to write instead of two. */
  opened(intent: Intent, position: number): void;
  ended(final: Final): void;
  /** Everything before this position has been told. */
  reached(position: number): void;
  /** Writes what is there, and stops. */
  close(): Promise<void>;
};

type Waiting = { row: RequestsTable; since: number };

const everyMs = 200;
/** How many writes an open request waits for its end. */
const waits = 5;
/** More than that is read from the log again once writing works. */
const mostWaiting = 20_000;

export function createRequestIndex(
  store: Store,
  storage: LogStorage,
  onError: (error: unknown) => void,
): RequestIndex {
  const { log } = storage;
  // In the order of the log.
  const open = new Map<string, Waiting>();
  let rows: RequestsTable[] = [];
  let ends: EndOfRequest[] = [];
  let position = storage.size;
  let writtenTo = position;
  let retry: RequestsWrite | undefined;
  let isBehind = false;
  let ticks = 0;
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => flush(waits), everyMs);
  timer.unref();

  const flush = (patience: number): Promise<void> => {
    ticks += 1;
    underWay ??= (isBehind ? catchUp() : writeNext(patience)).catch(onError).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const writeNext = async (patience: number) => {
    retry ??= gather(patience);
    if (retry === undefined) return;
    await store.writeRequests(retry);
    writtenTo = retry.position;
    retry = undefined;
  };
  const gather = (patience: number): RequestsWrite | undefined => {
    let next = position;
    for (const [id, { row, since }] of open) {
      if (ticks - since < patience) {
        next = row.position;
        break;
      }
      rows.push(row);
      open.delete(id);
    }
    if (rows.length === 0 && ends.length === 0 && next === writtenTo) return undefined;
    const write = { log, position: next, rows, ends };
    rows = [];
    ends = [];
    return write;
  };
  const fallBehind = () => {
    isBehind = true;
    retry = undefined;
    open.clear();
    rows = [];
    ends = [];
  };
  const catchUp = async () => {
    // What comes meanwhile is read as well; when nothing has come, it goes on from memory.
    writtenTo = await indexLog(store, storage);
    isBehind = writtenTo !== position;
  };
  return {
    opened(intent, at) {
      if (isBehind) return;
      open.set(intent.id, { row: rowOf(intent, log, at), since: ticks });
      if (open.size + rows.length + ends.length > mostWaiting) fallBehind();
    },
    ended(final) {
      if (isBehind) return;
      const end = endOf(final);
      const waiting = open.get(final.of);
      if (waiting === undefined) ends.push(end);
      else {
        open.delete(final.of);
        rows.push(Object.assign(waiting.row, end));
      }
    },
    reached(next) {
      position = next;
    },
    async close() {
      clearInterval(timer);
      await underWay;
      await flush(0);
    },
  };
}
