// Cuts a byte stream of server-sent events into the data of each event, wherever the network cut it. Knows nothing of what
// the data means; names, ids and comments are dropped.

export type EventDataReader = {
  /** The data of every event that these bytes complete. */
  push(bytes: Uint8Array): string[];
};

export function createEventDataReader(): EventDataReader {
  const decoder = new TextDecoder();
  let rest = "";
  let lines: string[] = [];
  return {
    push(bytes) {
      const complete: string[] = [];
      const text = rest + decoder.decode(bytes, { stream: true });
      let start = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
        const line = text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
        start = end + 1;
        if (line.startsWith("data:")) {
          lines.push(line.slice(line[5] === " " ? 6 : 5));
        } else if (line === "" && lines.length > 0) {
          complete.push(lines.join("\n"));
          lines = [];
        }
      }
      rest = text.slice(start);
      return complete;
    },
  };
}
