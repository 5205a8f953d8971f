// The rules written as sets of reasons; the mistakes are modelled beside them, and a test belongs to f2p when the
// mistake shows.
export default ({ params, random }) => {
  const { site } = params;
  const tests = worlds(random).map(({ question, world }, at) => {
    const expected = ask("", question, world);
    const same = JSON.stringify(expected) === JSON.stringify(ask(site, question, world));
    return {
      name: `${question} ${at + 1}`,
      args: [question, world],
      expected,
      group: same ? "p2p" : "f2p",
    };
  });
  const values = {
    symptom: symptoms[site].join("\n> "),
    expiryCode: site === "expiry" ? "now < share.until" : "now >= share.until",
    denyCode:
      site === "deny"
        ? "item.denied.includes(user.name) && user.groups.some((group) => item.denied.includes(group))"
        : "item.denied.includes(user.name) || user.groups.some((group) => item.denied.includes(group))",
    suspendedCode:
      site === "suspended"
        ? "!(user.suspended && isDenied(item, user))"
        : "!user.suspended && !isDenied(item, user)",
    linkCode: site === "link" ? " || item.openLink ||" : " ||",
  };
  return { values, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  suspended: [
    "People whose account is suspended can still open everything that was shared with them, and somebody on the list",
    "of those kept out can, too. Only those to whom both applies are stopped.",
  ],
  expiry: [
    "Shares with an end behave the wrong way round: as long as they should hold nobody gets in by them, and once they",
    "are over they work. Shares without an end are fine.",
  ],
  deny: [
    "Keeping somebody out does not work: whoever is on the list by name gets in all the same, and so do members of a",
    "group on the list. It only has an effect when a person and one of their groups are both on it.",
  ],
  link: ["Everybody who has the open link can change things, although the link is meant for reading only."],
};

function ask(broken, question, { items, users, times }) {
  const over = (share, now) => {
    if (share.until === null) return false;
    return broken === "expiry" ? now < share.until : !(now < share.until);
  };
  const denied = (item, user) => {
    const byName = item.denied.indexOf(user.name) >= 0;
    const byGroup = item.denied.filter((who) => user.groups.indexOf(who) >= 0).length > 0;
    return broken === "deny" ? byName && byGroup : byName || byGroup;
  };
  const reasons = (item, user, now) => {
    const out = [user.suspended, denied(item, user)];
    if (broken === "suspended" ? out.every(Boolean) : out.some(Boolean)) return [];
    const found = [];
    if (item.owner === user.name) found.push("read", "write");
    if (item.openLink) found.push("read", ...(broken === "link" ? ["write"] : []));
    for (const share of item.shares) {
      const mine = share.with === user.name || user.groups.indexOf(share.with) >= 0;
      if (mine && !over(share, now) && share.right !== "comment") {
        found.push(...(share.right === "write" ? ["read", "write"] : ["read"]));
      }
    }
    return found;
  };
  const mark = (value) => (value ? "y" : "n");
  const letter = (item, user, now) => {
    if (question === "denied") return mark(denied(item, user));
    if (question === "expired") return item.shares.map((share) => mark(over(share, now))).join("");
    return mark(reasons(item, user, now).indexOf(question) >= 0);
  };
  return items.map((item) =>
    users.map((user) => times.map((now) => letter(item, user, now)).join("")),
  );
}

function worlds(random) {
  const names = random.shuffle(["ines", "tomas", "yuki", "abel", "noor", "petra", "lars", "mei"]);
  const groups = random.shuffle(["sales", "audit", "core", "guests", "ops"]);
  const user = (name, own, suspended = false) => ({ name, groups: own, suspended });
  const [owner, reader, writer, member, stranger, gone] = names;
  const everybody = [
    user(owner, [groups[0]]),
    user(reader, []),
    user(writer, [groups[1]]),
    user(member, [groups[2], groups[0]]),
    user(stranger, []),
  ];
  const suspended = [user(gone, [groups[2]], true), user(owner, [], true), user(reader, [], true)];
  const end = random.int(100, 900);
  const times = [0, end - 1, end, end + 1, end + 400];
  const share = (who, right, until = null) => ({ with: who, right, until });
  const item = (more) => ({ owner, openLink: false, denied: [], shares: [], ...more });
  const plain = item({ shares: [share(reader, "read"), share(writer, "write"), share(groups[2], "read")] });
  const ending = item({ shares: [share(reader, "read", end), share(writer, "write", end), share(groups[2], "write", end + 300)] });
  const mixed = item({ shares: [share(reader, "write", end), share(reader, "read"), share(stranger, "comment")] });
  const open = item({ openLink: true, shares: [share(writer, "write")] });
  const named = item({ shares: plain.shares, denied: [reader, writer, owner] });
  const grouped = item({ shares: plain.shares, denied: [groups[2]] });
  const both = item({ shares: plain.shares, denied: [member, groups[0]] });
  const denials = [named, grouped, both];
  const list = [];
  const add = (question, items, users, at = times) =>
    list.push({ question, world: { items, users: random.shuffle(users), times: at } });
  const anyItem = () => {
    const who = [...names.slice(0, 4), ...groups.slice(0, 3)];
    const any = () => share(random.pick(who), random.pick(["read", "write"]), random.pick([null, end, end + 200]));
    return item({
      openLink: random.int(0, 2) === 0,
      denied: random.shuffle(who).slice(0, random.int(0, 2)),
      shares: Array.from({ length: random.int(1, 3) }, any),
    });
  };
  for (const question of ["read", "write"]) {
    add(question, [plain], everybody);
    add(question, [item({})], everybody);
    add(question, [ending], everybody);
    add(question, [mixed], everybody);
    add(question, [open], everybody);
    add(question, denials, everybody, [5]);
    add(question, [plain, open, ending], suspended);
    add(question, [both, named], suspended, [end]);
    for (let round = 0; round < 2; round += 1) {
      add(question, Array.from({ length: 8 }, anyItem), [...everybody, suspended[0]]);
    }
  }
  add("denied", denials, everybody, [1]);
  add("denied", [plain, open], everybody, [1]);
  add("denied", [both], everybody.slice(3), [7]);
  add("expired", [ending, mixed], everybody.slice(0, 1));
  add("expired", [plain], everybody.slice(0, 1));
  return list;
}
