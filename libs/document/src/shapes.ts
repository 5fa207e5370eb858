import { z } from 'zod';

export const text = z.string();
/** Minor units of the document's currency. */
export const units = z.int();
export const day = z.iso.date();

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

/** What every document has. */
export const common = {
  version: z.literal(1),
  number: text,
  /** BCP 47, as in `en-GB`: how figures and dates are written. */
  locale: text,
  currency: z.string().regex(/^[A-Z]{3}$/),
  issuer,
  recipient: z.strictObject({
    name: text,
    email: text.nullable(),
    address: address.nullable(),
    /** Absent on what was frozen before it was kept. */
    taxNumber: text.optional(),
  }),
  brand,
};

export const line = {
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
};

export const taxTable = z.array(
  z.strictObject({
    name: text,
    percent: text,
    inclusive: z.boolean(),
    kind: z.enum(['standard', 'reverseCharge', 'exempt']),
    taxable: units,
    amount: units,
  }),
);

export const totals = z.strictObject({
  subtotal: units,
  discountTotal: units,
  taxTotal: units,
  total: units,
  taxes: taxTable,
});
