// Every cause has its remedy; the incidents vary.
const remedies = {
  "dual-write": "outbox",
  duplicate: "idempotency-key",
  "stale-holder": "fencing-token",
  poison: "dead-letter-queue",
  "shared-pool": "bulkhead",
  "synchronized-load": "jitter",
  overload: "load-shedding",
};

const incidents = {
  "dual-write": [
    "The service commits an order to its database and then publishes an event. When the process died between the two, the warehouse never heard of the order.",
    "A profile is saved in the database and afterwards sent to the search index. After a network fault in between, the index still shows the old name, and nothing ever corrects it.",
  ],
  duplicate: [
    "A mobile client sent a payment, lost the connection before the answer came and sent it again. The card was charged twice.",
    "A consumer crashed after booking a refund and before acknowledging the message. The message was delivered again and the refund was booked again.",
  ],
  "stale-holder": [
    "A worker took a lease on a file for 10 seconds, was suspended by its hypervisor for 40 and then went on writing, while another worker, which had been given the lease meanwhile, wrote to the same file.",
    "A scheduler with the leader's lease was cut off from the lock service for a minute. After its lease had run out and a new leader had started jobs, the old one sent its own commands to the executors, which obeyed both.",
  ],
  poison: [
    "Since a message with a broken date arrived in a partition, its consumer throws, starts again and reads the same message. Thousands of good ones wait behind it.",
    "An import reads a queue in order. A file with an unknown encoding makes it fail each time, and it tries again without end while the queue grows.",
  ],
  "shared-pool": [
    "The recommendation service became slow. All request threads of the shop waited for it, and even pages without recommendations could not be served.",
    "Reports to a slow partner took all of the process's database connections while they waited, so that logging in, which takes a millisecond, timed out as well.",
  ],
  "synchronized-load": [
    "After a short outage, all clients tried again exactly 30 seconds later, brought the service down again, and so on every 30 seconds.",
    "A hundred thousand devices ask for new settings at midnight sharp. The service is idle all day and fails for a minute at midnight.",
  ],
  overload: [
    "During a sale more requests arrive than the service can answer. All are queued; after some minutes every request waits longer than its caller does, and nothing that is answered is still wanted.",
    "A gateway accepts every upload and keeps it in memory until a converter is free. On a busy day, with no more converters to be had, it ran out of memory and lost everything it had accepted.",
  ],
};

export default ({ random }) => {
  const causes = random.shuffle(Object.keys(remedies)).slice(0, 5);
  const texts = causes.map((cause) => random.pick(incidents[cause]));
  const answers = (cause, remedy) =>
    Object.fromEntries(
      causes.flatMap((name, at) => [
        [`cause${at + 1}`, cause(name, at)],
        [`remedy${at + 1}`, remedy(name, at)],
      ]),
    );
  const own = (name) => name;
  const right = answers(own, (name) => remedies[name]);
  const wrong = (cause, remedy) => JSON.stringify(answers(cause, remedy));
  return {
    values: {
      list: texts.map((text, at) => `${at + 1}. ${text}`).join("\n"),
      otherCause: wrong((name, at) => (at === 0 ? causes[1] : name), (name) => remedies[name]),
      otherRemedy: wrong(own, (name, at) => remedies[at === 4 ? causes[0] : name]),
      sameRemedy: wrong(own, () => remedies[causes[0]]),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({
        id,
        type: "choice",
        options: id.startsWith("cause") ? Object.keys(remedies) : Object.values(remedies),
        expected,
      })),
    },
  };
};
