// What is true of the gateway at the moment its metrics are read: gauges that ask for it then and cost nothing in between.
import { Gauge, type Registry } from "prom-client";
import { trafficClasses } from "../../core/routing/task.ts";
import type { JournalHealth } from "../audit/entry.ts";
import type { Admission } from "../scheduling/slot.ts";
import type { Upstream } from "../upstreams/upstream.ts";

/** Whoever is not there has no gauges. */
export type StateSources = {
  admission?(): ReturnType<Admission["state"]>;
  upstreams?(): readonly Upstream[];
  /** Room in memory: taken, and asked for by those that wait for it. */
  bodies?(): { bytes: number; waiting: number };
  journal?(): JournalHealth;
  /** Keys by state, such as `active`; never asked of the store while somebody waits for the page. */
  keys?(): Readonly<Record<string, number>>;
};

export function stateGauges(registry: Registry, sources: StateSources): void {
  const { admission, upstreams, bodies, journal, keys } = sources;
  const gauge = gaugeIn(registry);
  if (admission !== undefined) admissionGauges(gauge, () => admission());
  if (upstreams !== undefined) upstreamGauges(gauge, () => upstreams());
  if (bodies !== undefined) bodyGauges(gauge, () => bodies());
  if (journal !== undefined) auditGauges(gauge, () => journal());
  if (keys !== undefined) {
    gauge("tandem_gateway_keys", "Keys by their state.", ["state"], (set) => {
      for (const [state, count] of Object.entries(keys())) set({ state }, count);
    });
  }
}

type Set = (labels: Readonly<Record<string, string>>, value: number) => void;
type AddGauge = (
  name: string,
  help: string,
  labelNames: readonly string[],
  collect: (set: Set) => void,
) => void;

function gaugeIn(registry: Registry): AddGauge {
  return (name, help, labelNames, collect) => {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        // What is gone since the last time must not stay.
        gauge.reset();
        collect((labels, value) => gauge.set({ ...labels }, value));
      },
    });
  };
}

function admissionGauges(gauge: AddGauge, state: () => ReturnType<Admission["state"]>): void {
  gauge(
    "tandem_gateway_waiting_requests",
    "Requests waiting for room at an upstream.",
    ["class"],
    (set) => {
      const { waiting } = state();
      for (const name of trafficClasses) set({ class: name }, waiting[name]);
    },
  );
  gauge(
    "tandem_gateway_in_flight_requests",
    "Requests an upstream is working on.",
    ["upstream"],
    (set) => {
      for (const [upstream, count] of state().inFlight) set({ upstream }, count);
    },
  );
}

function upstreamGauges(gauge: AddGauge, all: () => readonly Upstream[]): void {
  gauge(
    "tandem_gateway_upstream_in_flight_limit",
    "Requests an upstream may work on at once.",
    ["upstream"],
    (set) => {
      for (const { name, config } of all()) set({ upstream: name }, config.maxInFlight);
    },
  );
  gauge(
    "tandem_gateway_upstream_circuit",
    "1 for the state an upstream's circuit is in; nothing is sent while it is open.",
    ["upstream", "state"],
    (set) => {
      for (const { name, circuit, isUsable } of all()) {
        const state = circuit ?? (isUsable ? "closed" : "open");
        for (const each of ["closed", "half_open", "open"]) {
          set({ upstream: name, state: each }, each === state ? 1 : 0);
        }
      }
    },
  );
  gauge(
    "tandem_gateway_upstream_info",
    "Always 1; what an upstream tells about itself.",
    ["upstream", "version", "simulated"],
    (set) => {
      for (const { name, version, isSimulated } of all()) {
        set({ upstream: name, version: version ?? "", simulated: String(isSimulated) }, 1);
      }
    },
  );
}

function bodyGauges(gauge: AddGauge, state: () => { bytes: number; waiting: number }): void {
  gauge("tandem_gateway_body_bytes", "Memory taken by bodies of requests.", [], (set) => {
    set({}, state().bytes);
  });
  gauge(
    "tandem_gateway_waiting_bodies",
    "Requests whose body waits for room in memory, before it is read or read again.",
    [],
    (set) => set({}, state().waiting),
  );
}

function auditGauges(gauge: AddGauge, health: () => JournalHealth): void {
  gauge(
    "tandem_gateway_audit_state",
    "1 for the state the audit log is in.",
    ["log", "state"],
    (set) => {
      const { log, state } = health();
      for (const each of ["ok", "refusing", "gap"])
        set({ log, state: each }, each === state ? 1 : 0);
    },
  );
  const numbers: [name: string, help: string, read: (health: JournalHealth) => number][] = [
    ["records", "Records in the audit log.", ({ size }) => size],
    ["open_entries", "Requests whose final is not yet recorded.", ({ openEntries }) => openEntries],
    ["missing_requests", "Requests served unrecorded since the last gap.", (each) => each.missing],
    ["commit_seconds", "From record to durable, lately.", ({ commitMs }) => commitMs / 1000],
  ];
  for (const [name, help, read] of numbers) {
    gauge(`tandem_gateway_audit_${name}`, help, ["log"], (set) => {
      const current = health();
      set({ log: current.log }, read(current));
    });
  }
}
