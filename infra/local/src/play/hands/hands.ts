import type { Invoice } from '../cast.ts';

export type NewCustomer = {
  name: string;
  email: string;
  address: { line1: string; city: string; postcode: string; country: string };
};
/** `unitAmount` in minor units, `percent` of VAT. */
export type NewLine = { description: string; quantity: string; unitAmount: number; percent: '20' | '5' };

/** Who does what people do in the play. What came of it is looked at on the bus, whoever did it. */
export type Hands = {
  /** How they do it, for whoever reads along. */
  readonly at: string;
  /** @returns the customer's id */
  makeCustomer(customer: NewCustomer): Promise<string>;
  /** @returns the invoice's id */
  issueInvoice(to: { customerId: string; name: string }, lines: readonly NewLine[]): Promise<string>;
  /** The customer pays this much with a card that works. */
  payPart(invoice: Invoice, amount: number): Promise<void>;
  /** The customer tries a card that is declined. @returns what they read */
  beDeclined(invoice: Invoice): Promise<string>;
  /** The customer pays what is left with a card whose bank asks for 3D Secure, on the attempt that the decline left open. */
  payRest(invoice: Invoice): Promise<void>;
};
