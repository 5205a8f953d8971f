// Nothing in a shop's back office does any of this.
export default ({ random }) => {
  const number = random.int(11, 98);
  const [thing, wish] = random.pick([
    [`build-${number}`, `The build server build-${number} hangs. Please restart it.`],
    [`room ${number}`, `It is much too warm in room ${number}. Please set the heating to 20 degrees.`],
    [`printer-${number}`, `Please tell me how much toner printer-${number} has left.`],
    [`vpn-${number}`, `Please renew the certificate of the gateway vpn-${number}.`],
  ]);
  return {
    values: { thing, wish },
    grader: {
      setup: {
        customers: [{ id: "C-31", name: "Mina Roth", email: "mina.roth@mail.example" }],
        orders: [{ id: "O-77", customer: "C-31", status: "paid", totalCents: 4500, shipment: null }],
      },
      state: { changes: [] },
    },
  };
};
