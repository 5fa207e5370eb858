import { z } from 'zod';

const text = z.string();
/** Minor units of the document's currency. */
const units = z.int();
const day = z.iso.date();

const address = z.strictObject({
  line1: text,
  line2: text.optional(),
  city: text,
  region: text.optional(),
  postcode: text.optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
});

/** Where a customer may pay by bank transfer. */
export const bankDetails = z.strictObject({
  accountName: text.min(1).max(140),
  bankName: text.max(140).optional(),
  iban: text.max(34).optional(),
  bic: text.max(11).optional(),
  sortCode: text.max(12).optional(),
  accountNumber: text.max(34).optional(),
});

/** Who sends the document. */
const issuer = z.strictObject({
  name: text,
  address: address.nullable(),
  email: text.nullable(),
  phone: text.nullable(),
  website: text.nullable(),
  taxNumber: text.nullable(),
  registrationNumber: text.nullable(),
});

/** The five things a tenant's brand sets. Colours are `#rrggbb`. */
export const brand = z.strictObject({
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  onColor: z.string().regex(/^#[0-9a-f]{6}$/i),
  radius_px: z.int().min(0).max(24),
  font: z.enum(['inter', 'system', 'serif']),
  logo: z.strictObject({ type: z.enum(['image/png', 'image/svg+xml']), base64: z.base64().max(300_000) }).nullable(),
});

const documentLine = z.strictObject({
  id: text,
  description: text,
  /** Decimal text. */
  quantity: text,
  unitAmount: units,
  /** What was taken off the line, both levels of discount. */
  discount: units,
  /** Short names of its taxes, as in `VAT 20%`. */
  taxes: z.array(text),
  net: units,
  tax: units,
  total: units,
});

const common = {
  version: z.literal(1),
  number: text,
  /** BCP 47, as in `en-GB`: how figures and dates are written. */
  locale: text,
  currency: z.string().regex(/^[A-Z]{3}$/),
  issuer,
  recipient: z.strictObject({ name: text, email: text.nullable(), address: address.nullable() }),
  brand,
};

const invoiceDocument = z.strictObject({
  ...common,
  kind: z.literal('invoice'),
  issuedOn: day,
  dueOn: day,
  terms_days: z.int(),
  poNumber: text.nullable(),
  note: text.nullable(),
  lines: z.array(documentLine),
  totals: z.strictObject({
    subtotal: units,
    discountTotal: units,
    taxTotal: units,
    total: units,
    taxes: z.array(
      z.strictObject({
        name: text,
        percent: text,
        inclusive: z.boolean(),
        kind: z.enum(['standard', 'reverseCharge', 'exempt']),
        taxable: units,
        amount: units,
      }),
    ),
  }),
  bank: bankDetails.nullable(),
});

const receiptDocument = z.strictObject({
  ...common,
  kind: z.literal('receipt'),
  paidOn: day,
  amount: units,
  /** In words, as in `Card` or `Bank transfer`. */
  method: text,
  invoice: z.strictObject({ number: text, issuedOn: day, total: units, paidBefore: units, remaining: units }),
});

/**
 * A document as its reader gets it, whole and frozen: the page in the browser and the PDF are made from this and from nothing else, so both
 * say the same for ever. Amounts are minor units of `currency`.
 */
export const documentModel = z.discriminatedUnion('kind', [invoiceDocument, receiptDocument]);
export type DocumentModel = z.infer<typeof documentModel>;
export type InvoiceDocument = z.infer<typeof invoiceDocument>;
export type ReceiptDocument = z.infer<typeof receiptDocument>;
export type Brand = z.infer<typeof brand>;
