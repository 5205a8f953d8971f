// Every layout against the rules, with the mistakes of the mutants as other rules.
export default ({ random }) => {
  for (;;) {
    const gpus = random.pick([8, 16]);
    const params = random.pick([27, 32, 34, 49, 70, 72]);
    const heads = random.pick([20, 28, 40, 48, 64]);
    const [gpuGb, bandwidth] = random.pick([[80, 3350], [80, 2000], [141, 4800], [48, 864]]);
    const usable = random.pick([85, 90]);
    const reserveGb = random.pick([8, 12, 16, 20]);
    const syncMs = random.pick([0.4, 0.6, 1]);
    const targetMs = random.pick([8, 10, 12, 16, 20, 25]);
    const layouts = [2, 1].flatMap((bytes) =>
      [1, 2, 4, 8, ...(gpus === 16 ? [16] : [])].map((shared) => ({ bytes, shared })),
    );
    const clear = { ok: true };
    const judge = (layout, skip) => {
      const { bytes, shared } = layout;
      const weights = (params * bytes) / shared;
      const room = (gpuGb * usable) / 100 - (skip === "reserve" ? 0 : reserveGb);
      const ms = (weights / bandwidth) * 1000 + syncMs * Math.log2(shared);
      if (Math.abs(weights / room - 1) < 0.03 || Math.abs(ms / targetMs - 1) < 0.03) clear.ok = false;
      if (heads % shared !== 0) return "heads";
      if (weights > room) return "memory";
      if (skip !== "speed" && ms > targetMs) return "slow";
      if (gpus / shared < 2) return "single";
      return "ok";
    };
    const judged = (skip) => {
      const first = chosen.map((layout) => judge(layout, skip));
      const rank = (at) => (gpus / chosen[at].shared) * 10 + chosen[at].bytes;
      const fine = first.map((is, at) => ({ is, at })).filter(({ is }) => is === "ok");
      const best = fine.sort((left, right) => rank(right.at) - rank(left.at))[0]?.at;
      return first.map((is, at) => (is === "ok" && at !== best ? "fewer" : is));
    };
    const chosen = random.shuffle(layouts).slice(0, 6);
    const right = judged();
    if (!clear.ok || !right.includes("ok") || new Set(right).size < 4) continue;
    const names = ["a", "b", "c", "d", "e", "f"];
    const json = (list) => JSON.stringify(Object.fromEntries(list.map((is, at) => [names[at], is])));
    const [noReserve, noSpeed] = [judged("reserve"), judged("speed")];
    if (!clear.ok || !right.includes("fewer")) continue;
    if (json(noReserve) === json(right) || json(noSpeed) === json(right)) continue;
    const swap = { ok: "fewer", fewer: "ok" };
    return {
      values: {
        gpus,
        params,
        heads,
        gpuGb,
        bandwidth,
        usable,
        reserveGb,
        syncMs,
        targetMs,
        table: chosen
          .map(
            ({ bytes, shared }, at) =>
              `- ${names[at]}: ${bytes} ${bytes === 1 ? "byte" : "bytes"} a parameter, ${shared} ${shared === 1 ? "GPU" : "GPUs"} a copy`,
          )
          .join("\n"),
        noReserve: json(noReserve),
        noSpeed: json(noSpeed),
        biggest: json(right.map((is) => swap[is] ?? is)),
      },
      grader: {
        questions: right.map((expected, at) => ({
          id: names[at],
          type: "choice",
          options: ["ok", "heads", "memory", "slow", "single", "fewer"],
          expected,
        })),
      },
    };
  }
};
