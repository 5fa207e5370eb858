import { bankDetails } from '@purser/document';
import { z } from 'zod';
import { email, text } from '../common.ts';

export const service = 'directory';
export const rounding = z.enum(['line', 'document']);
export const address = z.strictObject({
  line1: text(200),
  line2: text(200).optional(),
  city: text(100),
  region: text(100).optional(),
  postcode: text(20).optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
});

/** What a tenant's documents say of it. */
export const company = z.strictObject({
  legalName: text(200),
  address: address.optional(),
  email: email.optional(),
  phone: text(40).optional(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  taxNumber: text(40).optional(),
  registrationNumber: text(40).optional(),
  bank: bankDetails.optional(),
});
/** Names the tenant in addresses of public pages. */
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Small letters, digits and hyphens, up to 40.');
/** A label, as it is compared and shown: in small letters, spaces run together. */
export const tag = z
  .string()
  .max(200)
  .transform((given) => given.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase())
  .pipe(
    z
      .string()
      .min(1)
      .max(40)
      .regex(/^[^\p{C},;]+$/u, 'A tag has no commas and no signs that are not seen.'),
  );
export const tags = z.array(tag).max(20);
/** Who of the staff keeps the list of customers. */
export const keepers = ['owner', 'admin', 'accountant', 'support'] as const;
