import { roles } from '@purser/message';
import { MAX_WIRE_AMOUNT } from '@purser/money';
import { z } from 'zod';

export const id = z.uuid();
/** Minor units, zero or more, up to the wire's stated maximum. */
export const amount = z.int().min(0).max(Number(MAX_WIRE_AMOUNT));
/** Minor units above zero. */
export const positiveAmount = z.int().min(1).max(Number(MAX_WIRE_AMOUNT));
/** ISO 4217, upper case; whether the code exists is the handler's to say. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'A currency is three capital letters, as in GBP.');
/** A calendar date in the tenant's zone. */
export const date = z.iso.date();
/** An instant, UTC. */
export const instant = z.iso.datetime();
export const text = (max: number) => z.string().trim().min(1).max(max);
export const email = z.email().max(254);
/** Languages that documents, mails and pages may be in, BCP 47. Where a text is not translated yet it stands in English, dates and figures never. */
export const languages = [
  'en-GB',
  'en-US',
  'en-IE',
  'en-AU',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-BE',
  'es-ES',
  'it-IT',
  'nl-NL',
  'nl-BE',
  'pl-PL',
  'pt-PT',
  'el-GR',
  'uk-UA',
] as const;
export const language = z.enum(languages);
export type Language = (typeof languages)[number];
/** SHA-256 of a secret that only its holder has, hex. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const cursor = z.string().max(200);
export const pageSize = z.int().min(1).max(100).default(50);

/** Roles that may change bills and take money, and those that may look. */
export const billingStaff = ['owner', 'admin', 'accountant'] as const;
export const everyRole = roles;
export const serviceNames = [
  'gateway',
  'directory',
  'invoicing',
  'payments',
  'accounting',
  'notifications',
  'reporting',
] as const;
export type ServiceName = (typeof serviceNames)[number];
