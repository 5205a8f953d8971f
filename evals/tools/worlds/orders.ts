// A shop's back office: customers, their orders, shipments, claims against carriers and vouchers.
import * as z from "zod";
import { createChangeLog } from "../change-log.ts";
import { pageOf } from "../pages.ts";
import { defineTool, defineWorld, refusal, type WorldTool } from "../world.ts";

const setup = z.strictObject({
  customers: z.array(z.strictObject({ id: z.string(), name: z.string(), email: z.string() })),
  orders: z
    .array(
      z.strictObject({
        id: z.string(),
        customer: z.string(),
        status: z.enum(["paid", "shipped", "delivered", "lost", "cancelled"]),
        totalCents: z.int(),
        shipment: z.string().nullable(),
      }),
    )
    .default([]),
  pageSize: z.int().min(1).default(4),
});
type Setup = z.infer<typeof setup>;

export const orders = defineWorld({
  name: "orders",
  setup,
  create(given: Setup) {
    const log = createChangeLog();
    const own = structuredClone(given.orders);
    const claims: z.infer<typeof claim>[] = [];
    const vouchers: z.infer<typeof voucher>[] = [];
    const openClaim = defineTool({
      name: "open_claim",
      description: "Claims damages for a shipment from its carrier.",
      parameters: claim,
      run(wanted) {
        const { shipment } = wanted;
        if (!own.some((order) => order.shipment === shipment)) {
          return refusal("not_found", `There is no shipment ${shipment}.`);
        }
        claims.push(wanted);
        log.add(`claim for ${shipment}`);
        return { claim: `CL-${700 + claims.length}`, ...wanted };
      },
    });
    const issueVoucher = defineTool({
      name: "issue_voucher",
      description: "Gives a customer a voucher; the customer's id is needed, not the address.",
      parameters: voucher,
      run(wanted) {
        const { customer } = wanted;
        if (!given.customers.some(({ id }) => id === customer)) {
          return refusal("not_found", `There is no customer ${customer}.`);
        }
        vouchers.push(wanted);
        log.add(`voucher for ${customer}`);
        return { voucher: `V-${300 + vouchers.length}`, ...wanted };
      },
    });
    return {
      tools: [...readingTools(given), openClaim, issueVoucher, cancelOrder(own, log.add)],
      state: () => ({ orders: own, claims, vouchers, changes: log.list() }),
    };
  },
});

const claim = z.strictObject({
  shipment: z.string().describe("Id of the shipment, not of the order"),
  reason: z.enum(["lost", "damaged", "late"]),
  amountCents: z.int().min(1),
});

const voucher = z.strictObject({
  customer: z.string().describe("Id of the customer"),
  amountCents: z.int().min(1),
});

function readingTools({ customers, orders: all, pageSize }: Setup): WorldTool[] {
  return [
    defineTool({
      name: "search_customers",
      description: "Finds customers by a part of their name or mail address.",
      parameters: z.strictObject({ text: z.string().min(2) }),
      run({ text }) {
        const wanted = text.toLowerCase();
        return customers.filter(({ name, email }) =>
          `${name} ${email}`.toLowerCase().includes(wanted),
        );
      },
    }),
    defineTool({
      name: "list_orders",
      description: `Lists a customer's orders without their shipments, ${pageSize} a page.`,
      parameters: z.strictObject({
        customer: z.string().describe("Id of the customer"),
        page: z.int().min(1).default(1),
      }),
      run({ customer, page }) {
        const found = all
          .filter((order) => order.customer === customer)
          .map(({ id, status, totalCents }) => ({ id, status, totalCents }));
        return pageOf(found, page, pageSize);
      },
    }),
    defineTool({
      name: "get_order",
      description: "Reads one order with the id of its shipment.",
      parameters: z.strictObject({ order: z.string() }),
      run: ({ order }) =>
        all.find(({ id }) => id === order) ?? refusal("not_found", `There is no order ${order}.`),
    }),
  ];
}

function cancelOrder(own: Setup["orders"], log: (change: string) => void): WorldTool {
  return defineTool({
    name: "cancel_order",
    description: "Cancels an order that is paid and not yet shipped.",
    parameters: z.strictObject({ order: z.string() }),
    run({ order: wanted }) {
      const order = own.find(({ id }) => id === wanted);
      if (order === undefined) return refusal("not_found", `There is no order ${wanted}.`);
      if (order.status !== "paid") return refusal("conflict", `${wanted} is ${order.status}.`);
      order.status = "cancelled";
      log(`${wanted} cancelled`);
      return { cancelled: wanted };
    },
  });
}
