// Takes what a model thinks aloud in `<think>` tags out of its text while the text arrives, where no server has done so.
// A tag counts where a line begins, and not inside code: there it is content. It knows neither events nor answers.

export type Said = { kind: "text" | "reasoning"; text: string };

export type ThinkTags = {
  /** Everything that is sure by now; what may still become a tag is held back. */
  push(text: string): Said[];
  /** The rest. A thought that was never closed was a thought to its end. */
  end(): Said[];
};

const openings = ["<think>", "<thinking>"] as const;
const closings = ["</think>", "</thinking>"] as const;

export function createThinkTags(): ThinkTags {
  let held = "";
  let isThinking = false;
  let isLineStart = true;
  let hasSpoken = false;
  /** Between a thought and the first word of the answer: the empty lines belong to neither. */
  let isBetween = false;
  const code = watchCode();

  const think = (said: Said[], text: string): string => {
    const closing = firstOf(closings, text);
    if (closing === undefined) {
      held = possibleTag(text);
      add(said, "reasoning", text.slice(0, text.length - held.length));
      return "";
    }
    add(said, "reasoning", text.slice(0, closing.index));
    isThinking = false;
    isBetween = !hasSpoken;
    isLineStart = true;
    return text.slice(closing.index + closing.tag.length);
  };
  const speak = (said: Said[], text: string): string => {
    if (isLineStart && !code.isInside()) {
      const words = text.replace(isBetween ? /^\s+/ : /^ {1,3}/, "");
      const opening = openings.find((tag) => words.startsWith(tag));
      if (opening !== undefined) {
        isThinking = true;
        return words.slice(opening.length);
      }
      if (openings.some((tag) => tag.startsWith(words))) {
        held = isBetween ? words : text;
        return "";
      }
      if (isBetween) {
        isBetween = false;
        return words;
      }
    }
    const lineEnd = text.indexOf("\n") + 1;
    const piece = lineEnd === 0 ? text : text.slice(0, lineEnd);
    code.read(piece);
    hasSpoken ||= piece.trim() !== "";
    isLineStart = lineEnd > 0;
    add(said, "text", piece);
    return text.slice(piece.length);
  };
  return {
    push(text) {
      const said: Said[] = [];
      let rest = held + text;
      held = "";
      while (rest !== "") rest = isThinking ? think(said, rest) : speak(said, rest);
      return said;
    },
    end() {
      const said: Said[] = [];
      add(said, isThinking ? "reasoning" : "text", held);
      held = "";
      return said;
    },
  };
}

function add(said: Said[], kind: Said["kind"], text: string): void {
  const last = said.at(-1);
  if (text === "") return;
  if (last?.kind === kind) last.text += text;
  else said.push({ kind, text });
}

function firstOf(tags: readonly string[], text: string) {
  return tags
    .map((tag) => ({ tag, index: text.indexOf(tag) }))
    .filter(({ index }) => index >= 0)
    .sort((one, other) => one.index - other.index)[0];
}

/** The end of a text that may be the beginning of a closing tag. */
function possibleTag(text: string): string {
  const at = text.lastIndexOf("<");
  const end = at < 0 ? "" : text.slice(at);
  return closings.some((tag) => tag.startsWith(end)) ? end : "";
}

/** No line that matters here is longer. */
const longestMark = 200;

/** Follows code fences and SEARCH/REPLACE blocks through the lines that go by in pieces. */
function watchCode() {
  let line = "";
  let fence: string | undefined;
  let isBlock = false;

  const endLine = () => {
    const ticks = /^\s*(`{3,}|~{3,})(.*)$/.exec(line);
    if (/^\s*<{5,} *SEARCH\b/.test(line)) isBlock = true;
    else if (/^\s*>{5,} *REPLACE\b/.test(line)) isBlock = false;
    else if (ticks !== null && !isBlock) {
      const [, mark = "", info = ""] = ticks;
      if (fence === undefined)
        fence = mark.startsWith("`") && info.includes("`") ? undefined : mark;
      else if (mark.startsWith(fence) && info.trim() === "") fence = undefined;
    }
    line = "";
  };
  return {
    read(piece: string): void {
      line = (line + piece).slice(0, longestMark);
      if (piece.endsWith("\n")) {
        line = line.trimEnd();
        endLine();
      }
    },
    isInside: () => fence !== undefined || isBlock,
  };
}
