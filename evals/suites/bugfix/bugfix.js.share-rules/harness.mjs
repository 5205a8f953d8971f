// Asks the rules about one item, many users and several times, and returns the answers as text.
import { canRead, canWrite, isDenied, isExpired } from "./share-rules.mjs";

export function observe(question, { items, users, times }) {
  return items.map((item) =>
    users.map((user) => times.map((now) => letter(question, item, user, now)).join("")),
  );
}

function letter(question, item, user, now) {
  switch (question) {
    case "read":
      return mark(canRead(item, user, now));
    case "write":
      return mark(canWrite(item, user, now));
    case "denied":
      return mark(isDenied(item, user));
    default:
      return item.shares.map((share) => mark(isExpired(share, now))).join("");
  }
}

function mark(value) {
  return value === true ? "y" : value === false ? "n" : "?";
}
