// Breaks lie between sessions only: one less than there are sessions.
export default ({ random }) => {
  const sessions = random.int(4, 9);
  const minutes = random.int(31, 58);
  const pause = random.int(7, 19);
  const total = sessions * minutes + (sessions - 1) * pause;
  return {
    values: { sessions, minutes, pause, total, tooMany: total + pause },
    grader: {
      setup: {
        rooms: [
          { room: "Nile", seats: 12 },
          { room: "Volga", seats: 6 },
        ],
      },
      state: { changes: [] },
      final: { mentions: [String(total)] },
    },
  };
};
