// What arrived, divided by how much faster the consumers are than the producers.
export default ({ random }) => {
  for (;;) {
    const partitions = random.pick([24, 32, 48, 64]);
    const perConsumer = random.pick([150, 200, 250, 400]);
    const consumers = random.int(8, 14);
    const rate = Math.round((consumers * perConsumer * random.pick([0.6, 0.7, 0.75])) / 10) * 10;
    const outage = random.pick([20, 35, 45, 60]);
    const target = random.pick([15, 20, 25]);
    const backlog = rate * outage * 60;
    const wanted = (rate + backlog / (target * 60)) / perConsumer;
    const consumersForTarget = Math.ceil(wanted);
    const stillTarget = Math.ceil(backlog / (target * 60) / perConsumer);
    if (wanted % 1 < 0.1 || wanted % 1 > 0.9) continue;
    if (consumersForTarget >= partitions || consumersForTarget <= consumers) continue;
    return {
      values: {
        partitions,
        perConsumer,
        consumers,
        rate,
        outage,
        target,
        stillDrain: backlog / (consumers * perConsumer) / 60,
        stillTarget,
        shortBacklog: rate * outage,
      },
      grader: {
        questions: [
          { id: "backlog", type: "number", expected: backlog, tolerance: 0.001 },
          {
            id: "drainMinutes",
            type: "number",
            expected: backlog / (consumers * perConsumer - rate) / 60,
            tolerance: 0.01,
          },
          { id: "consumersForTarget", type: "value", expected: consumersForTarget },
          { id: "useful", type: "value", expected: partitions },
        ],
      },
    };
  }
};
