// What happens to upstreams, as logs tell it: no secrets, no addresses, and no text that a server sent but its names.

export type UpstreamEvent = { upstream: string } & (
  | { what: "discovered"; models: readonly string[]; version: string | undefined }
  /** It is well, but does not say what it serves; `reason` is a status or a code. */
  | { what: "undiscovered"; reason: string }
  /** Its circuit opened; nothing is sent to it until a health check is well. */
  | { what: "opened"; reason: string }
  | { what: "half_opened" }
  | { what: "closed" }
  | { what: "added" }
  /** Its connections end with their requests. */
  | { what: "removed" }
);
