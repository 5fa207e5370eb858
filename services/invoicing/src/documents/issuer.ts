import type { directory } from '@purser/contracts';
import type { DocumentModel } from '@purser/document';
import type { z } from 'zod';

export type Tenant = z.output<typeof directory.getTenant.output>;
export type Customer = z.output<typeof directory.getCustomer.output>;
/** What a document needs of whom it is for. */
export type Recipient = Pick<
  Customer,
  'name' | 'email' | 'address' | 'taxNumber' | 'language' | 'terms_days' | 'archived'
>;

/** What a document is written in: the language of whom it is for, else the one that the tenant writes in. */
export function documentLocale(from: Pick<Tenant, 'language'>, to: Pick<Recipient, 'language'>): string {
  return to.language ?? from.language;
}

/** Who sends the document: the tenant by its company's particulars, or by its bare name until it has given them. */
export function issuerOf({ name, company }: Tenant): DocumentModel['issuer'] {
  return {
    name: company?.legalName ?? name,
    address: company?.address ?? null,
    email: company?.email ?? null,
    phone: company?.phone ?? null,
    website: company?.website ?? null,
    taxNumber: company?.taxNumber ?? null,
    registrationNumber: company?.registrationNumber ?? null,
  };
}

export function recipientOf({ name, email, address, taxNumber }: Recipient): DocumentModel['recipient'] {
  return { name, email, address, ...(taxNumber && { taxNumber }) };
}
