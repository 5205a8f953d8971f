// Lines and characters found byte by byte: whatever ends within a chunk comes out with it. Tests are grouped by what
// their texts and cuts can show of each mistake.
export default ({ params, random }) => {
  const { site, most } = params;
  const tests = texts(most, random).map(([name, shows, text, cuts]) => {
    const bytes = utf8(text);
    const places = cuts === "all" ? bytes.map((_, at) => [at]).slice(1) : cuts;
    return {
      name,
      args: [bytes, places],
      expected: places.map((at) => play(bytes, at, most)),
      group: shows.indexOf(site) >= 0 ? "f2p" : "p2p",
    };
  });
  return { values: { symptom: symptoms[site].join("\n> "), ...codeOf(site) }, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  chunks: [
    "Now and then a letter with an accent turns into two or three question marks in boxes. It is never the same one,",
    "and a repetition of the very same transfer is fine.",
  ],
  carriage: [
    "With partners that end their lines by CR LF an invisible character stays at the end of every line. We do not see",
    "it until a comparison fails.",
  ],
  cut: [
    "Long lines with emoji are cut too early, and some of them end in half a character. Long lines without emoji are",
    "cut where they should.",
  ],
  end: [
    "When the connection breaks off in the middle of a character the last line lacks the replacement character for",
    "it; a line that holds nothing else is missing as a whole.",
  ],
};

function codeOf(site) {
  return {
    pushCode:
      site === "chunks"
        ? "    this.#text += new TextDecoder().decode(chunk);"
        : "    this.#text += this.#decoder.decode(chunk, { stream: true });",
    splitCode: site === "carriage" ? '"\\n"' : "/\\r?\\n/",
    endCode: site === "end" ? "    // Nothing comes after this." : "    this.#text += this.#decoder.decode();",
    cutCode: site === "cut" ? 'line.split("")' : "[...line]",
  };
}

function utf8(text) {
  const bytes = [];
  for (const character of text) {
    const code = character.codePointAt(0);
    // Stands for a character of which only the first bytes came.
    if (code === 0xe000) bytes.push(0xe2, 0x82);
    else if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return bytes;
}

function play(bytes, places, most) {
  const bounds = [0, ...places, bytes.length];
  let line = [];
  const shown = (points) => (points.length > most ? [...points.slice(0, most), 0x2026] : points);
  const seen = bounds.slice(1).map((end, at) => {
    const lines = [];
    for (const byte of bytes.slice(bounds[at], end)) {
      if (byte !== 10) line.push(byte);
      else {
        if (line[line.length - 1] === 13) line.pop();
        lines.push(shown(decode(line)));
        line = [];
      }
    }
    return lines;
  });
  return [...seen, line.length > 0 ? [shown(decode(line))] : []];
}

function decode(bytes) {
  const points = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at];
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + size > bytes.length) {
      points.push(0xfffd);
      break;
    }
    const rest = bytes.slice(at + 1, at + size);
    const head = size === 1 ? first : first & (0xff >> (size + 1));
    points.push(rest.reduce((code, byte) => code * 64 + (byte & 63), head));
    at += size;
  }
  return points;
}

function texts(most, random) {
  const ascii = random.shuffle([..."abcdefghkmnpqrstuvwxyz"]);
  const accents = random.shuffle([..."äéñøßçłžőàû"]);
  const wide = random.shuffle([..."日本語文字列漢仮名表記"]);
  const emoji = random.shuffle([..."😀🚀🎉🐙🍋🌍🎈🧭🔔📦"]);
  const some = (list, count) => Array.from({ length: count }, (_, at) => list[at % list.length]).join("");
  const plain = some(ascii, most - 2);
  const long = some(ascii, most + 3);
  const few = Math.max(2, Math.floor(most / 2) - 1);
  const none = [[]];
  return [
    ["one chunk", [], `${plain}\n${plain}!\n`, none],
    ["no bytes", [], "", none],
    ["empty lines", [], `\n\n${plain}\n\n`, "all"],
    ["no line end", [], plain, "all"],
    ["long lines", [], `${long}\n${long}${long}\n${plain}`, "all"],
    ["just long enough", [], `${some(ascii, most)}\n${some(ascii, most + 1)}\n`, none],
    ["accents in one chunk", [], `${some(accents, 5)}\n${some(wide, 4)}`, none],
    ["accents, long", [], `${some(accents, most + 2)}\n`, none],
    ["cut accents", ["chunks"], `${some(accents, 4)}\n${some(accents, most)}\n`, "all"],
    ["cut wide characters", ["chunks"], `${some(wide, 5)}\n${some(wide, 2)}`, "all"],
    ["cut emoji", ["chunks"], `${some(emoji, few)}\n`, "all"],
    ["byte by byte", ["chunks"], `${accents[0]}${emoji[0]}\n${wide[0]}`, [Array.from({ length: 9 }, (_, at) => at + 1)]],
    ["carriage returns", ["carriage"], `${plain}\r\n${plain}\r\n`, none],
    ["cut line ends", ["carriage"], `${some(ascii, 3)}\r\n\r\n${some(ascii, 2)}\r\n`, "all"],
    ["carriage return inside", [], `a\rb\n${plain}\r`, "all"],
    ["two carriage returns", ["carriage"], "x\r\r\ny\n", "all"],
    ["line of full length", ["carriage"], `${some(ascii, most)}\r\n`, none],
    ["long with emoji", ["cut"], `${some(emoji, most + 2)}\n`, none],
    ["emoji of full length", ["cut"], `${some(emoji, most)}\n${plain}\n`, none],
    ["emoji at the cut", ["cut"], `${some(ascii, most - 1)}${emoji[1]}${plain}`, none],
    ["cut emoji, full length", ["cut", "chunks"], `${some(emoji, most)}\n`, "all"],
    ["half a character at the end", ["end"], `${plain}\n${some(ascii, 3)}\ue000`, none],
    ["half a character alone", ["end"], `${plain}\n\ue000`, none],
    ["half a character, cut", ["end", "chunks"], `${accents[1]}\n\ue000`, [[1], [2], [3], [4]]],
  ];
}
