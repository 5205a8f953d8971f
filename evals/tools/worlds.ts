// All simulated worlds by name.
import type { WorldKind } from "./world.ts";
import { calendar } from "./worlds/calendar.ts";
import { delivery } from "./worlds/delivery.ts";
import { monitoring } from "./worlds/monitoring.ts";
import { orders } from "./worlds/orders.ts";
import { repository } from "./worlds/repository.ts";
import { tracker } from "./worlds/tracker.ts";

export const worlds: ReadonlyMap<string, WorldKind> = new Map(
  [calendar, delivery, monitoring, orders, repository, tracker].map((world) => [world.name, world]),
);
