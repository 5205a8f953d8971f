// Puts work off until every socket that has something to read has been read, so that the moment at which a piece arrived is
// taken before anything is done with the pieces that came along with it. Work keeps its order.

const queue: (() => void)[] = [];

export function afterReading(work: () => void): void {
  // Immediates run between two rounds of reading.
  if (queue.length === 0) setImmediate(runAll);
  queue.push(work);
}

function runAll(): void {
  const due = queue.splice(0);
  for (const work of due) work();
}
