// Texts near the given ones; the alphabet makes the mistakes plausible.
const near = (random, texts, alphabet, count) =>
  Array.from({ length: count }, () => {
    const characters = [...random.pick(texts)];
    const at = random.int(0, characters.length);
    const kind = random.int(0, 3);
    if (kind === 0) characters.splice(at, 1);
    else if (kind === 1) characters.splice(at, 0, random.pick(alphabet));
    else if (kind === 2) characters.splice(at, 1, random.pick(alphabet));
    else characters.splice(at, 2, ...characters.slice(at, at + 2).reverse());
    return characters.join("");
  });
// Different texts, none of them shown in the prompt, that are what their list says.
const listed = (texts, shown, isWanted) =>
  [...new Set(texts)].filter((text) => !shown.includes(text) && isWanted(text));
const closing = { "[": "]", "<": ">", "(": ")" };
const arrows = { "::": "::", "->": "->", "|": "\\|" };
const all = ["TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "ERROR", "FATAL"];
const words = ["http", "db", "cache", "mail", "auth", "queue", "worker", "disk"];
const two = (value) => `${value}`.padStart(2, "0");

export default ({ params, random }) => {
  const { open, arrow, fraction } = params;
  const close = closing[open];
  const levels = random.shuffle(all).slice(0, 4);
  const write = ({ time, level, component, job, message }) =>
    `${time} ${open}${level}${close} ${component}${job === null ? "" : `#${job}`} ${arrow} ${message}`;
  const shown = write({ time: "23:04:05.5", level: levels[0], component: "mail.out", job: "7", message: "sent 2 letters" });

  const isDigits = (text) => text !== "" && [...text].every((d) => d >= "0" && d <= "9");
  const isTime = (text) => {
    const [clock, part, ...more] = text.split(".");
    const pieces = clock.split(":");
    return (
      more.length === 0 && pieces.length === 3 && pieces.every((piece) => piece.length === 2 && isDigits(piece)) &&
      Number(pieces[0]) < 24 && Number(pieces[1]) < 60 && Number(pieces[2]) < 60 &&
      (part === undefined || (isDigits(part) && part.length <= fraction))
    );
  };
  const isWord = (text) => text !== "" && [...text].every((one) => one >= "a" && one <= "z");
  const isLine = (text) => {
    const [time, level, source, mark, ...message] = text.split(" ");
    if (message.length === 0 || mark !== arrow || !isTime(time)) return false;
    if (!levels.some((one) => level === open + one + close)) return false;
    const [component, job, ...more] = source.split("#");
    const said = message.join(" ");
    return (
      component.split(".").every(isWord) && more.length === 0 && (job === undefined || isDigits(job)) &&
      said !== "" && said.trimStart() === said
    );
  };

  const time = () => {
    const clock = `${two(random.int(0, 23))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
    const digits = random.int(0, fraction);
    return digits === 0 ? clock : `${clock}.${`${random.int(0, 999999)}`.padStart(6, "0").slice(0, digits)}`;
  };
  const message = () =>
    random.pick(["started", "done in 3 ms", `${open}x${close} y`, `a ${arrow} b`, "é!", "#4", `${arrow}`, "a  b ", "12:00:00"]);
  const lines = Array.from({ length: 36 }, () => ({
    time: time(),
    level: random.pick(levels),
    component: random.shuffle(words).slice(0, random.int(1, 3)).join("."),
    job: random.pick([null, "0", `${random.int(1, 4000)}`]),
    message: message(),
  }));
  const texts = lines.map(write);
  const base = { time: "10:20:30", level: levels[1], component: "db", job: null, message: "ok" };
  const absent = all.find((level) => !levels.includes(level));
  const wrong = [
    ...[
      { time: "24:20:30" }, { time: "29:59:59" }, { time: "10:60:30" }, { time: "10:20:60" }, { time: "1:20:30" },
      { time: "10:20" }, { time: "10:20:30." }, { time: `10:20:30.${"1".repeat(fraction + 1)}` }, { time: "10:20:30,5" },
      { level: absent }, { level: levels[0].toLowerCase() }, { level: "" }, { level: `${levels[0]}S` },
      { component: "" }, { component: "db." }, { component: ".db" }, { component: "db..io" }, { component: "Db" },
      { component: "db2" }, { component: "d-b" }, { job: "" }, { job: "x1" }, { message: "" }, { message: " ok" }, { message: "\tok" },
    ].map((change) => write({ ...base, ...change })),
    write(base).replace(open, ""),
    write(base).replace(" ", "  "),
    write(base).replace(arrow, "="),
    write(base).replace(` ${arrow} `, arrow),
    ` ${write(base)}`,
    "",
    ...near(random, texts, [..."0129:. #aZ", open, close], 30),
  ];
  return {
    values: {
      close,
      shown,
      levelList: levels.map((level) => `\`${level}\``).join(", "),
      levelChoice: levels.join("|"),
      arrowPattern: arrows[arrow],
    },
    grader: {
      positives: listed(texts, [shown], isLine),
      negatives: listed(wrong, [shown], (text) => !isLine(text)),
      groups: lines.slice(0, 12).map((line) => ({ text: write(line), named: line })),
    },
  };
};
