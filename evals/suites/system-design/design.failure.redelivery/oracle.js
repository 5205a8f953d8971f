// Plays the queue second by second.
function play({ messages, timeout, max }) {
  const queue = messages.map((message) => ({ ...message, visibleAt: 0, received: 0, isGone: false }));
  const workers = [{}, {}];
  const completed = {};
  const deadLetters = [];
  let received = 0;
  let idleAt = 0;
  for (let now = 0; now < 1000; now += 1) {
    for (const worker of workers) {
      if (worker.until !== now) continue;
      const { message } = worker;
      if (!message.isPoison) {
        completed[message.name] = (completed[message.name] ?? 0) + 1;
        message.isGone = true;
      }
      worker.message = undefined;
      worker.until = undefined;
      idleAt = now;
    }
    for (const message of queue) {
      if (message.isGone || message.visibleAt !== now || message.received < max) continue;
      message.isGone = true;
      deadLetters.push(message.name);
    }
    for (const worker of workers) {
      if (worker.message !== undefined) continue;
      const message = queue.find(({ isGone, visibleAt }) => !isGone && visibleAt <= now);
      if (message === undefined) continue;
      message.received += 1;
      message.visibleAt = now + timeout;
      received += 1;
      worker.message = message;
      worker.until = now + message.seconds;
    }
    if (queue.every(({ isGone }) => isGone) && workers.every(({ message }) => !message)) break;
  }
  return { completed, deadLetters, received, idleAt };
}

export default ({ random }) => {
  for (;;) {
    const timeout = random.int(8, 12);
    const max = random.pick([2, 3]);
    const count = random.int(5, 6);
    const [slow, poison] = random.shuffle([0, 1, 2, 3]);
    const messages = Array.from({ length: count }, (_, at) => ({
      name: `m${at + 1}`,
      seconds: at === slow ? timeout + random.int(2, 5) : random.int(2, timeout - 2),
      isPoison: at === poison,
    }));
    const right = play({ messages, timeout, max });
    const twice = Object.values(right.completed).some((times) => times > 1);
    if (!twice || right.deadLetters.length !== 1) continue;
    const once = Object.fromEntries(Object.keys(right.completed).map((name) => [name, 1]));
    return {
      values: {
        timeout,
        max,
        count,
        table: messages
          .map(({ name, seconds, isPoison }) => `- ${name}: ${seconds} s${isPoison ? ", poison" : ""}`)
          .join("\n"),
        once: JSON.stringify({ ...right, completed: once }),
        fewer: right.received - 1,
      },
      grader: {
        questions: [
          { id: "completed", type: "value", expected: right.completed },
          { id: "deadLetters", type: "set", expected: right.deadLetters },
          { id: "received", type: "value", expected: right.received },
          { id: "idleAt", type: "value", expected: right.idleAt },
        ],
      },
    };
  }
};
