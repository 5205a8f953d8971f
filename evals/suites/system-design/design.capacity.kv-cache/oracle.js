// The memory that is left, divided by what a token takes.
export default ({ random }) => {
  for (;;) {
    const gpus = random.pick([2, 4, 8]);
    const gpuGib = random.pick([80, 96, 141]);
    const percent = random.pick([85, 90, 92]);
    const otherGib = random.pick([2.5, 3, 4, 5.5]);
    const layers = random.pick([40, 48, 62, 64, 80]);
    const kvHeads = random.pick([8, 16]);
    const queryHeads = kvHeads * random.pick([4, 6, 8]);
    const headDim = random.pick([64, 96, 128]);
    const context = random.pick([24_000, 32_768, 65_536, 100_000]);
    const weightsGib = random.int(6, 20) * 4 * gpus;
    const usable = (gpuGib * percent) / 100;
    const cacheGib = gpus * (usable - otherGib) - weightsGib;
    if (cacheGib < 20) continue;
    const bytesPerToken = 2 * layers * kvHeads * headDim * 2;
    const cacheTokens = (cacheGib * 2 ** 30) / bytesPerToken;
    const [full, full8] = [cacheTokens / context, (2 * cacheTokens) / context];
    // Far from the next whole number, so that no rounding on the way changes it.
    if ([full, full8].some((count) => count < 2 || count % 1 < 0.1 || count % 1 > 0.9)) continue;
    return {
      values: {
        gpus,
        gpuGib,
        percent,
        otherGib,
        layers,
        kvHeads,
        queryHeads,
        headDim,
        context,
        weightsGib,
        halfBytes: bytesPerToken / 2,
        queryBytes: 2 * layers * queryHeads * headDim * 2,
        reserveOnce: gpus * usable - otherGib - weightsGib,
        wholeMemory: gpus * (gpuGib - otherGib) - weightsGib,
        roundedUp: Math.floor(full) + 1,
      },
      grader: {
        questions: [
          { id: "bytesPerToken", type: "value", expected: bytesPerToken },
          { id: "cacheGib", type: "number", expected: cacheGib, tolerance: 0.005 },
          { id: "cacheTokens", type: "number", expected: Math.round(cacheTokens), tolerance: 0.01 },
          { id: "fullRequests", type: "value", expected: Math.floor(full) },
          { id: "fullRequests8Bit", type: "value", expected: Math.floor(full8) },
        ],
      },
    };
  }
};
