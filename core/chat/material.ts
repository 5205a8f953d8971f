// Takes from foreign text the marks by which models tell who is speaking, and gives them back where an answer repeats
// the text. Servers read `<|im_end|>` and its like inside a message as the end of the message.

/** The marks get a backslash, which a model repeats with the rest. */
export function material(text: string): string {
  return text.replace(/<(?=\|[a-z]\w{0,40}\|>|｜[^<>\n]{1,40}｜>)/gi, "<\\");
}

export type MaterialReader = {
  /** What is sure by now; what may still become a mark is held back. */
  push(text: string): string;
  end(): string;
};

/** Reads an answer, in whatever pieces it comes, as it would be without the backslashes of `material`. */
export function readMaterial(): MaterialReader {
  let held = "";
  return {
    push(text) {
      const all = held + text;
      held = possibleMark.exec(all)?.[0] ?? "";
      return restored(all.slice(0, all.length - held.length));
    },
    end() {
      const rest = held;
      held = "";
      return rest;
    },
  };
}

const possibleMark = /<(?:\\(?:\|(?:[a-z]\w{0,40}\|?)?|｜[^<>\n]{0,40})?)?$/i;

function restored(text: string): string {
  return text.replace(/<\\(?=\|[a-z]\w{0,40}\|>|｜[^<>\n]{1,40}｜>)/gi, "<");
}
