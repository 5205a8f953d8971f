// Amounts of money as people read them. Knows no rate of exchange: what comes in as USD goes out as USD.

/** `95,975 USD`. */
export function dollars(amount: number): string {
  return `${Math.round(amount).toLocaleString("en")} USD`;
}

/** `7,270.80 USD`: for the steps of a working. */
export function dollarsAndCents(amount: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${amount.toLocaleString("en", digits)} USD`;
}
