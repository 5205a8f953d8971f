// A company's calendar: meeting rooms, bookings and people.
import * as z from "zod";
import { createChangeLog } from "../change-log.ts";
import { defineTool, defineWorld, refusal, type WorldTool } from "../world.ts";

const date = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text), "has to look like 2031-04-07")
  .describe("Such as 2031-04-07");
const time = z
  .string()
  .refine((text) => /^\d{2}:\d{2}$/.test(text), "has to look like 09:30")
  .describe("24 hours, such as 09:30");

const booking = z.strictObject({
  room: z.string(),
  date,
  start: time,
  minutes: z.int().min(15).max(480),
  title: z.string().min(1),
});
type Booking = z.infer<typeof booking>;

const setup = z.strictObject({
  rooms: z.array(z.strictObject({ room: z.string(), seats: z.int() })),
  bookings: z.array(booking).default([]),
  people: z.array(z.strictObject({ name: z.string(), email: z.string() })).default([]),
});

export const calendar = defineWorld({
  name: "calendar",
  setup,
  create({ rooms, bookings: given, people }: z.infer<typeof setup>) {
    const bookings = structuredClone(given);
    const log = createChangeLog();
    const findPerson = defineTool({
      name: "find_person",
      description: "Finds a colleague's mail address by a part of the name.",
      parameters: z.strictObject({ name: z.string().min(2) }),
      run: ({ name }) =>
        people.filter((person) => person.name.toLowerCase().includes(name.toLowerCase())),
    });
    const listRooms = defineTool({
      name: "list_rooms",
      description: "Lists all meeting rooms with their number of seats.",
      parameters: z.strictObject({}),
      run: () => rooms,
    });
    return {
      tools: [listRooms, findPerson, ...bookingTools(rooms, bookings, log.add)],
      state: () => ({ bookings, changes: log.list() }),
    };
  },
});

function bookingTools(
  rooms: readonly { room: string }[],
  bookings: Booking[],
  log: (change: string) => void,
): WorldTool[] {
  return [
    defineTool({
      name: "list_bookings",
      description: "Lists the bookings of all rooms on a day.",
      parameters: z.strictObject({ date }),
      run: ({ date: day }) => bookings.filter((each) => each.date === day),
    }),
    defineTool({
      name: "book_room",
      description:
        "Books a room. Every argument has to come from the user; nothing may be made up or assumed.",
      parameters: booking,
      run(wanted) {
        const { room } = wanted;
        if (!rooms.some((each) => each.room === room)) {
          return refusal("not_found", `There is no room ${room}.`);
        }
        if (bookings.some((other) => overlap(other, wanted))) {
          return refusal("conflict", `${room} is taken at that time.`);
        }
        bookings.push(wanted);
        log(`${room} booked`);
        return { booked: wanted };
      },
    }),
    defineTool({
      name: "cancel_booking",
      description: "Cancels a booking by its room, day and start.",
      parameters: z.strictObject({ room: z.string(), date, start: time }),
      run(wanted) {
        const at = bookings.findIndex(
          ({ room, date: day, start }) =>
            room === wanted.room && day === wanted.date && start === wanted.start,
        );
        if (at === -1) return refusal("not_found", "There is no such booking.");
        bookings.splice(at, 1);
        log(`${wanted.room} freed`);
        return { cancelled: wanted };
      },
    }),
  ];
}

function overlap(one: Booking, other: Booking): boolean {
  if (one.room !== other.room || one.date !== other.date) return false;
  const [start, otherStart] = [minutesOf(one.start), minutesOf(other.start)];
  return start < otherStart + other.minutes && otherStart < start + one.minutes;
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
