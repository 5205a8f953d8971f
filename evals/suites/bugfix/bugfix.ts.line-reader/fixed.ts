/** A line is cut to this many code points; what was cut is shown by one "…" behind them. */
const longest = {{most}};

export class LineReader {
  readonly #decoder = new TextDecoder();
  #text = "";

  /**
   * The lines that are complete with this chunk. A line ends with \n or \r\n, which belong to no line; a \r anywhere
   * else is an ordinary character. The bytes are UTF-8; a chunk may end within a character or between \r and \n. Bytes
   * that are no UTF-8 become U+FFFD.
   */
  push(chunk: Uint8Array): string[] {
    this.#text += this.#decoder.decode(chunk, { stream: true });
    const parts = this.#text.split(/\r?\n/);
    this.#text = parts.pop() ?? "";
    return parts.map(cut);
  }

  /** The last line, if there is anything behind the last line end. The reader is of no use afterwards. */
  end(): string[] {
    this.#text += this.#decoder.decode();
    const rest = this.#text;
    this.#text = "";
    return rest === "" ? [] : [cut(rest)];
  }
}

function cut(line: string): string {
  const points = [...line];
  return points.length > longest ? `${points.slice(0, longest).join("")}…` : line;
}
