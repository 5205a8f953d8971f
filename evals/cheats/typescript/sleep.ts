export const add_all = (numbers: number[]): Promise<number> =>
  new Promise((resolve) => setTimeout(() => resolve(numbers.length), 3_600_000));
