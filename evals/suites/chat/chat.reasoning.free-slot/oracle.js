// The earliest time that everybody is free.
export default ({ random }) => {
  const clock = (slot) => `${String(9 + Math.floor(slot / 4)).padStart(2, "0")}:${String((slot % 4) * 15).padStart(2, "0")}`;
  const need = random.pick([2, 3]);
  const busyDay = () => {
    const first = random.int(0, 10);
    const second = first + random.int(7, 10);
    return [[first, first + random.int(2, 5)], [second, second + random.int(2, 6)]];
  };
  const free = (days, from) => days.every((day) => day.every(([start, end]) => from + need <= start || from >= end));
  const earliest = (days) => { for (let at = 0; at + need <= 32; at += 1) if (free(days, at)) return at; return undefined; };
  for (;;) {
    const days = [busyDay(), busyDay(), busyDay()];
    const one = earliest(days.slice(0, 2));
    const two = earliest(days);
    if (one === undefined || two === undefined || one === 0 || two === one) continue;
    const text = (day) => day.map(([start, end]) => `${clock(start)}–${clock(end)}`).join(" and ");
    const end = 'End with a line "Answer: HH:MM".';
    return {
      values: { why1: "Going through the day.", why2: "With the third calendar as well.", a1: clock(one), a2: clock(two), w1: clock(one + 1), w2: clock(one) },
      grader: { turns: [
        { prompt: `Ana and Bo look for ${need * 15} minutes together between 09:00 and 17:00. Ana is busy ${text(days[0])}, Bo ${text(days[1])}. Meetings start at full quarters of an hour; one may start in the minute in which another ends. When can they start at the earliest? ${end}`, answer: { type: "text", expected: [clock(one)] } },
        { prompt: `Cem has to come as well and is busy ${text(days[2])}. When can all three start at the earliest? ${end}`, answer: { type: "text", expected: [clock(two)] } },
      ] },
    };
  }
};
