const longest = {{most}};

export class LineReader {
  #bytes: number[] = [];

  push(chunk: Uint8Array): string[] {
    const lines: string[] = [];
    for (const byte of chunk) {
      if (byte !== 10) {
        this.#bytes.push(byte);
        continue;
      }
      if (this.#bytes.at(-1) === 13) this.#bytes.pop();
      lines.push(this.#take());
    }
    return lines;
  }

  end(): string[] {
    return this.#bytes.length === 0 ? [] : [this.#take()];
  }

  #take(): string {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(this.#bytes));
    this.#bytes = [];
    const points = Array.from(text);
    return points.length <= longest ? text : `${points.slice(0, longest).join("")}…`;
  }
}
