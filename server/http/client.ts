// The client's side of one exchange: whether it is still there, and the one way to write to it. It does not know what is
// said, nor that anything is recorded.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Member } from "../crowd.ts";
import { errorBody, GatewayError, type GatewayErrorCode } from "../gateway-error.ts";
import { Stop, type StopSignal } from "../stop.ts";
import { type HeaderList, headersToClient } from "./pass-headers.ts";

export type Client = Member & {
  /** Aborted when the client has gone, or by `abort`; its reason is a GatewayError. */
  readonly signal: StopSignal;
  readonly hasBegun: boolean;
  abort(reason: GatewayError): void;
  begin(status: number, headers: HeaderList): void;
  /** False when the client reads too slowly: write on after `onRoom`. */
  write(chunk: Buffer | string): boolean;
  /** Called each time there is room again; the last one given counts. */
  onRoom(goOn: () => void): void;
  end(rest?: Buffer): void;
  /** Ends the connection, so that what came of the answer cannot pass for all of it. */
  cut(): void;
  /** Calls back once the last byte has left or the connection is gone, at once where that is so; once. */
  whenOver(callback: () => void): void;
};

/** How long a client that was refused may go on sending its body. */
const lingerMs = 5_000;

export function meetClient(request: IncomingMessage, response: ServerResponse): Client {
  return new MetClient(request, response);
}

/** A class, because thousands are alive at once, and each would carry a closure for every function. */
class MetClient implements Client {
  place = -1;
  readonly signal = new Stop();
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #goOn: (() => void) | undefined;
  #whenOver: (() => void) | undefined;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
    response.on("close", () => this.#close());
    // Writing to a client that has just gone; `close` tells.
    response.on("error", ignore);
  }

  get hasBegun(): boolean {
    return this.#response.headersSent;
  }

  abort(reason: GatewayError): void {
    this.signal.abort(reason);
    // All has been said: what has not left by now is not waited for.
    if (this.#response.writableEnded) this.#response.destroy();
  }

  begin(status: number, headers: HeaderList): void {
    this.#response.writeHead(status, headers);
  }

  write(chunk: Buffer | string): boolean {
    return this.#response.write(chunk);
  }

  onRoom(next: () => void): void {
    if (this.#goOn === undefined) this.#response.on("drain", () => this.#goOn?.());
    this.#goOn = next;
  }

  end(rest?: Buffer): void {
    linger(this.#request);
    this.#response.end(rest);
  }

  cut(): void {
    this.#response.destroy();
  }

  whenOver(callback: () => void): void {
    if (this.#response.closed) callback();
    else this.#whenOver = callback;
  }

  #close(): void {
    if (!this.#response.writableFinished) this.signal.abort(clientGone());
    this.#whenOver?.();
  }
}

/** Answers with an error of our own; only before anything else was said. */
export function refuse(client: Client, id: string, error: GatewayError): void {
  const body = Buffer.from(errorBody(error));
  client.begin(error.status, refusalHeaders(id, error, body.length));
  client.end(body);
}

export function refusalHeaders(id: string, error: GatewayError, length: number): HeaderList {
  const headers = headersToClient(id, { type: "application/json", isSimulated: false, length });
  if (error.status === 401) headers.push("www-authenticate", "Bearer");
  // Where the rest of a body is late or nothing more is taken, the next request needs another connection.
  if (closing.has(error.code)) headers.push("connection", "close");
  return headers;
}

const closing: ReadonlySet<GatewayErrorCode> = new Set(["request_timeout", "shutting_down"]);

export function clientGone(): GatewayError {
  return new GatewayError("client_gone", "The client ended the connection.");
}

/** Closing at once would lose the answer on its way to a client that is still sending; what it sends is thrown away. */
function linger(request: IncomingMessage): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once("close", () => clearTimeout(timer));
}

function ignore(): void {}
