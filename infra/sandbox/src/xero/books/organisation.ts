import { numberOf, textOf, textOrNull } from '../../store/open.ts';
import { baseCurrency } from '../chart.ts';
import type { XeroWorld } from '../world.ts';

/** An organisation, which Xero also calls a tenant. */
export interface Organisation {
  id: string;
  name: string;
  createdMs: number;
  shortCode: string;
  /** Documents of this day and before can no longer be changed; as `YYYY-MM-DD`. */
  lockDate: string | null;
}

export const organisations = ({ db }: XeroWorld): Organisation[] =>
  db
    .sql('SELECT id, name, created_ms, short_code, lock_date FROM organisations ORDER BY seq')
    .all()
    .map((row) => ({
      id: textOf(row.id),
      name: textOf(row.name),
      createdMs: numberOf(row.created_ms),
      shortCode: textOf(row.short_code),
      lockDate: textOrNull(row.lock_date),
    }));

export const organisationById = (world: XeroWorld, id: string): Organisation | undefined =>
  organisations(world).find((one) => one.id === id.toLowerCase());

/** The next number of the organisation's own series, for a document that came without one. */
export function nextNumber({ db }: XeroWorld, tenant: string, series: 'invoice' | 'credit'): string {
  db.sql(
    series === 'invoice'
      ? 'UPDATE organisations SET invoice_counter = invoice_counter + 1 WHERE id = ?'
      : 'UPDATE organisations SET credit_counter = credit_counter + 1 WHERE id = ?',
  ).run(tenant);
  const row = db.sql('SELECT invoice_counter, credit_counter FROM organisations WHERE id = ?').get(tenant);
  const count = numberOf(series === 'invoice' ? row?.invoice_counter : row?.credit_counter);
  return `${series === 'invoice' ? 'INV' : 'CN'}-${String(count).padStart(4, '0')}`;
}

/** The organisation as the API shows it. */
export const organisationWire = (one: Organisation): object => ({
  OrganisationID: one.id,
  Name: one.name,
  LegalName: one.name,
  PaysTax: true,
  Version: 'UK',
  OrganisationType: 'COMPANY',
  BaseCurrency: baseCurrency,
  CountryCode: 'GB',
  IsDemoCompany: true,
  OrganisationStatus: 'ACTIVE',
  FinancialYearEndDay: 31,
  FinancialYearEndMonth: 3,
  SalesTaxBasis: 'ACCRUALS',
  SalesTaxPeriod: 'QUARTERLY',
  DefaultSalesTax: 'Tax Exclusive',
  DefaultPurchasesTax: 'Tax Exclusive',
  ...(one.lockDate === null ? {} : { PeriodLockDate: `/Date(${Date.parse(one.lockDate)}+0000)/` }),
  CreatedDateUTC: `/Date(${one.createdMs})/`,
  Timezone: 'GMTSTANDARDTIME',
  OrganisationEntityType: 'COMPANY',
  ShortCode: one.shortCode,
  Class: 'DEMO',
  Edition: 'BUSINESS',
  Addresses: [],
  Phones: [],
  ExternalLinks: [],
  PaymentTerms: {},
});
