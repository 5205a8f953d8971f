// The connections of a server as it ends: those without a request first, and then all of them, also those that have not said
// a word. Node's own ways spare none whose answer is still leaving, and do not know those that still negotiate TLS.
import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export type Connections = {
  closeAll(): void;
};

/** Also puts itself in the place of `closeIdleConnections`, which a server calls when it is closed. */
export function watchConnections(server: Server, hasTls: boolean): Connections {
  const sockets = keepOpen(server, "connection");
  const speaking = hasTls ? keepOpen(server, "secureConnection") : sockets;
  server.closeIdleConnections = () => {
    for (const socket of speaking) if (isIdle(socket)) socket.destroy();
  };
  return {
    closeAll() {
      for (const socket of speaking) socket.destroy();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function keepOpen(server: Server, event: "connection" | "secureConnection"): Set<Socket> {
  const open = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  return open;
}

/** Node keeps the answer with its socket until the last byte has left. */
function isIdle(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage === undefined || socket._httpMessage === null;
}
