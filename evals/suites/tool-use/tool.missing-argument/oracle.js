// The start is missing; the user tells it when asked.
const two = (number) => String(number).padStart(2, "0");

export default ({ random }) => {
  const room = random.pick(["Orinoco", "Mekong", "Danube", "Yukon"]);
  const date = `2031-${two(random.int(1, 12))}-${two(random.int(10, 28))}`;
  const minutes = random.pick([30, 45, 60, 75, 90]);
  const hour = random.int(13, 17);
  const start = `${two(hour)}:${random.pick(["10", "20", "40", "50"])}`;
  const title = random.pick(["Budget review", "Design critique", "Vendor call", "Release planning"]);
  const wanted = { room, date, start, minutes, title };
  return {
    values: { ...wanted, invented: `${two(hour - 4)}:00` },
    grader: {
      setup: {
        rooms: ["Orinoco", "Mekong", "Danube", "Yukon"].map((each, at) => ({ room: each, seats: 4 + at * 3 })),
        bookings: [{ room, date, start: "08:00", minutes: 60, title: "Stand-up" }],
      },
      required: [{ tool: "book_room", arguments: wanted, exact: true }],
      forbidden: [{ tool: "book_room", beforeReply: true }],
      state: { changes: [`${room} booked`] },
    },
  };
};
