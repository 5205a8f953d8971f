// Takes a request in: whose it is, how urgent it may be, its body, what that asks for, and which upstreams may serve it.
// A request that is refused here is still a query, because the audit has it too.
import type { IncomingMessage } from "node:http";
import { mostUrgentClass, type Role } from "../../core/protocol/gateway-key.ts";
import {
  classOfTask,
  isTask,
  type Task,
  type TrafficClass,
  trafficClasses,
} from "../../core/routing/task.ts";
import type { RequestFacts } from "../audit/entry.ts";
import { GatewayError } from "../gateway-error.ts";
import { keyPattern } from "../keys/key-format.ts";
import type { KeyHolder } from "../keys/key-ring.ts";
import type { DataRoute } from "../routes/data-routes.ts";
import type { BodyHold } from "../scheduling/body-budget.ts";
import type { Wish } from "../scheduling/slot.ts";
import type { StopSignal } from "../stop.ts";
import { type BodyLimits, firstBytes, readBody } from "./body/read-body.ts";
import { type ScannedBody, scanBody } from "./body/scan-body.ts";
import type { Parts } from "./parts.ts";
import { shuttingDown } from "./under-way.ts";
import { wishOf } from "./wish.ts";

export type Query = {
  facts: RequestFacts;
  /** As far as it was accepted. */
  body: Buffer;
  /** Its room in memory. */
  hold: BodyHold;
  /** What it asks for and who may serve it, or why it is refused. */
  wanted: Wanted | GatewayError;
};

export type Wanted = {
  scanned: ScannedBody;
  /** The virtual model. */
  model: string;
  wish: Wish;
};

export type Arrived = {
  request: IncomingMessage;
  holder: KeyHolder;
  route: DataRoute;
  id: string;
  at: number;
};

/** Longer names are of no model, and no record needs them whole. */
const askedLength = 200;
/** Of a model's name that holds a key: it stands in clear, where no erasure reaches it. */
const keyInstead = "[key]";
const mebibyte = 1024 * 1024;
/** A client that sends no byte of its body for so long will not send the rest of it. */
const idleMs = 10_000;

/** Never rejects with a GatewayError: refusals and clients that go while they send are part of the query. */
export async function takeIn(arrived: Arrived, parts: Parts, signal: StopSignal): Promise<Query> {
  const { request, holder, route, id, at } = arrived;
  const task = taskOf(request.headers["x-tandem-task"]);
  const facts: RequestFacts = {
    id,
    at,
    person: holder.person,
    key: holder.key,
    role: holder.role,
    path: route.path,
    task,
    class: classOf(task, holder.role),
    asked: "",
    stream: false,
  };
  if (holder.team !== undefined) facts.team = holder.team;
  let body: Buffer = empty;
  let hold = noHold;
  try {
    if (parts.underWay.isEnding) throw shuttingDown();
    if (!isJson(request.headers["content-type"])) throw noJson();
    const limits = limitsOf(parts);
    hold = await parts.bodies.take(firstBytes(request, limits), facts.class, signal);
    body = await readBody(request, limits, hold, signal);
    hold.shrink(body.length);
    const scanned = scanBody(body);
    const asked = scanned.model ?? "";
    const isKey = keyPattern.test(asked);
    facts.asked = isKey ? keyInstead : asked.slice(0, askedLength);
    facts.stream = route.generates && scanned.stream;
    if (isKey) throw keyAsModel();
    const found = parts.router().resolve({
      asked: scanned.model,
      task,
      keyName: holder.name,
      class: facts.class,
      isFree: route.isFree,
    });
    const wish = wishOf({ facts, body, scanned, route, found });
    return { facts, body, hold, wanted: { scanned, model: found.model, wish } };
  } catch (error) {
    if (error instanceof GatewayError) return { facts, body, hold, wanted: error };
    hold.give();
    throw error;
  }
}

/** A task that is not known is that of a client newer than this gateway. */
export function taskOf(header: string | string[] | undefined): Task {
  return isTask(header) ? header : "chat";
}

/** A task is a wish: no request is more urgent than its key allows. */
export function classOf(task: Task, role: Role): TrafficClass {
  const wish = classOfTask[task];
  const cap = mostUrgentClass[role];
  return trafficClasses.indexOf(wish) < trafficClasses.indexOf(cap) ? cap : wish;
}

function keyAsModel(): GatewayError {
  return new GatewayError(
    "model_not_found",
    "There is a key where the model's name belongs: send it as `authorization: Bearer KEY`, ask for a model that /v1/models lists, and have the key replaced.",
  );
}

const empty = Buffer.alloc(0);
const noHold: BodyHold = {
  grow: () => undefined,
  shrink() {},
  lend() {},
  resume: () => Promise.resolve(true),
  give() {},
};

function limitsOf(parts: Parts): BodyLimits {
  const { admission, timeouts } = parts.config();
  const timeoutMs = timeouts.requestBodyMs;
  const maxBytes = admission.maxBodyMiB * mebibyte;
  return { maxBytes, timeoutMs, idleMs: Math.min(idleMs, timeoutMs) };
}

function isJson(type = ""): boolean {
  return /^application\/json *(;|$)/i.test(type);
}

/** vLLM refuses it too; and a page in a browser can send anything else without being asked who it is. */
function noJson(): GatewayError {
  return new GatewayError(
    "unsupported_media_type",
    "The body has to be JSON: send it with the header `content-type: application/json`.",
  );
}
