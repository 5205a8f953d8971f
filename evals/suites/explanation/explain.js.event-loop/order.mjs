export async function run() {
  const log = [];
  const say = (text) => log.push(text);

  async function worker(name, rounds) {
    say(`${name} starts`);
    for (let round = 1; round <= rounds; round += 1) {
      await null;
      say(`${name} ${round}`);
    }
    return name;
  }

  const timers = new Promise((resolve) => {
    setTimeout(() => {
      say("timer 1");
      Promise.resolve().then(() => say("then of timer 1"));
      queueMicrotask(() => say("microtask of timer 1"));
    }, 0);
    setTimeout(() => {
      say("timer 2");
      resolve();
    }, 0);
    say("timers set");
  });

  {{starts}}
  say("waiting");
  await timers;
  say("end");
  return log;
}
