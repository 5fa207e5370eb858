import type { StatementDocument } from '@purser/document';
import { ageingOut } from '../domain/ageingOut.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import type { StatementRead } from '../statement.ts';
import { documentLocale, issuerOf, type Recipient, recipientOf, type Tenant } from './issuer.ts';

/** The statement as the customer gets it. It has no number: the period stands in its place. */
export function statementDocument(
  { currency, from, until, opening, entries, closing, ageing, creditAvailable }: StatementRead,
  parties: { from: Tenant; to: Recipient },
): StatementDocument {
  return {
    version: 1,
    kind: 'statement',
    number: '',
    locale: documentLocale(parties.from, parties.to),
    currency,
    issuer: issuerOf(parties.from),
    recipient: recipientOf(parties.to),
    brand: parties.from.brand,
    from,
    until,
    opening: safeAmount(opening),
    entries: entries.map(({ date, kind, reference, dueOn, debit, credit, balance }) => ({
      ...{ date, kind, reference },
      ...(dueOn !== null && { dueOn }),
      debit: safeAmount(debit),
      credit: safeAmount(credit),
      balance: safeAmount(balance),
    })),
    closing: safeAmount(closing),
    ageing: ageingOut(ageing),
    creditAvailable: safeAmount(creditAvailable),
  };
}
