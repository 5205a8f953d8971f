// Who may use a gateway: roles, and a key as lists of keys show it. The key itself exists once, when it is made; what is
// stored is its hash.
import * as z from "zod";
import type { TrafficClass } from "../routing/task.ts";

export const roles = ["developer", "ci", "admin"] as const;
export type Role = (typeof roles)[number];

/** A task named by a request is a wish; no request is served as more urgent than this. */
export const mostUrgentClass: Readonly<Record<Role, TrafficClass>> = {
  developer: "inline",
  ci: "review",
  admin: "inline",
};

const ms = z.int();

/** One line of `tandem keys list --json`; times are ms since the epoch. */
export const gatewayKeySchema = z.object({
  id: z.string(),
  /** The person or CI job it was made for. */
  name: z.string(),
  team: z.string().optional(),
  role: z.enum(roles),
  createdAt: ms,
  expiresAt: ms.optional(),
  revokedAt: ms.optional(),
  /** The key that took its place. */
  replacedBy: z.string().optional(),
  state: z.enum(["active", "expired", "revoked"]),
});
export type GatewayKey = z.infer<typeof gatewayKeySchema>;

/** `tandem keys create --json` and `rotate --json`: the only time the key is seen. */
export const newKeySchema = z.object({ key: z.string(), id: z.string() });
