// Two customers share a name; only the mail address tells whose id is the right one.
export default ({ random }) => {
  const name = random.pick(["Ines Albrecht", "Tomas Varga", "Lena Okafor", "Mark Delgado"]);
  const login = name.toLowerCase().replace(" ", ".");
  const base = random.int(2000, 7000);
  const email = `${login}@mail.example`;
  const own = { id: `C-${base}`, name, email };
  const other = { id: `C-${base + random.int(1, 90)}`, name, email: `${login}.2@post.example` };
  const third = { id: `C-${base + 100}`, name: "Rosa Lind", email: "rosa.lind@mail.example" };
  const euros = random.int(5, 60);
  return {
    values: { name, email, customer: own.id, namesake: other.id, euros, cents: euros * 100 },
    grader: {
      setup: { customers: random.shuffle([own, other, third]) },
      required: [
        { tool: "search_customers" },
        {
          tool: "issue_voucher",
          arguments: { customer: own.id, amountCents: euros * 100 },
          exact: true,
        },
      ],
      state: { changes: [`voucher for ${own.id}`] },
    },
  };
};
