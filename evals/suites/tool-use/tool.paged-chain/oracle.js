// Eleven orders on three pages. A lost one on the first page is cheaper than the one on the last, and the dearest of all
// is not lost.
export default ({ random }) => {
  const customer = `K-${random.int(300, 900)}`;
  const email = random.pick(["j.moreau", "a.petrov", "s.haugen", "d.costa"]) + "@firm.example";
  const first = random.int(5000, 8000);
  const step = random.int(2, 9);
  const ids = Array.from({ length: 11 }, (_, at) => `O-${first + at * step}`);
  const shipments = random.shuffle(ids.map((_, at) => `S-${first + 400 + at * 3}`));
  const cents = random.int(21000, 29000);
  const earlyCents = random.int(15000, 20000);
  const [earlyAt, lateAt, dearestAt] = [random.int(1, 3), random.int(8, 10), random.int(4, 6)];
  const orders = ids.map((id, at) => {
    const own = { id, customer, shipment: shipments[at] };
    if (at === earlyAt) return { ...own, status: "lost", totalCents: earlyCents };
    if (at === lateAt) return { ...own, status: "lost", totalCents: cents };
    if (at === dearestAt) return { ...own, status: "delivered", totalCents: cents + random.int(900, 9000) };
    return { ...own, status: "delivered", totalCents: random.int(1200, 14000) };
  });
  const foreign = { id: "O-100", customer: "K-100", status: "lost", totalCents: 90000, shipment: "S-100" };
  return {
    values: {
      email,
      customer,
      order: ids[lateAt],
      shipment: shipments[lateAt],
      cents,
      early: ids[earlyAt],
      earlyShipment: shipments[earlyAt],
      earlyCents,
      dearest: ids[dearestAt],
      dearestShipment: shipments[dearestAt],
    },
    grader: {
      setup: {
        customers: [
          { id: "K-100", name: "Nora Quist", email: "n.quist@firm.example" },
          { id: customer, name: "Dana Field", email },
        ],
        orders: [foreign, ...orders],
      },
      required: [
        { tool: "list_orders", arguments: { customer, page: 3 } },
        { tool: "get_order", arguments: { order: ids[lateAt] } },
        {
          tool: "open_claim",
          arguments: { shipment: shipments[lateAt], reason: "lost", amountCents: cents },
          exact: true,
        },
      ],
      state: { changes: [`claim for ${shipments[lateAt]}`] },
      final: { mentions: [ids[lateAt]] },
    },
  };
};
