import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { isCurrency } from '@purser/money';
import { type Ageing, addDue, nothingDue } from './domain/ageing.ts';
import { checkPeriod } from './domain/period.ts';
import { refusedField } from './domain/refusals.ts';
import { type Account, accountOf } from './domain/statement.ts';
import { settingsOf } from './store/customers.ts';
import { balanceBefore, creditAt, currenciesOf, dueAt, movementsIn } from './store/movements.ts';
import { planAnew } from './store/planAnew.ts';

/** Longer than anybody reads; a document of it has some hundred pages. */
const mostEntries = 5000;

export type StatementAsked = { customerId: string; from: string; until: string; currency?: string | undefined };
export type StatementRead = Account & {
  customerId: string;
  currency: string;
  currencies: string[];
  from: string;
  until: string;
  ageing: Ageing;
  creditAvailable: bigint;
};

/** @throws Fault notFound; invalid; rejected `statement_too_long` */
export async function readStatement(ctx: Reading, asked: StatementAsked): Promise<StatementRead> {
  const { customerId, from, until } = asked;
  checkPeriod(asked);
  await planAnew(ctx);
  const { currency: own } = await settingsOf(ctx, customerId);
  const currency = asked.currency ?? own;
  if (!isCurrency(currency))
    throw refusedField('currency', 'unknown_currency', `${currency} is not a currency in use.`);
  const of = { customerId, currency };
  const [opening, movements, due, creditAvailable, used] = await Promise.all([
    balanceBefore(ctx, of, from),
    movementsIn(ctx, of, { from, until, most: mostEntries }),
    dueAt(ctx, of, until),
    creditAt(ctx, of, until),
    currenciesOf(ctx, customerId),
  ]);
  if (movements.length > mostEntries)
    throw fault(
      'rejected',
      'statement_too_long',
      `There are more than ${mostEntries} entries in this time. Choose a shorter one.`,
    );
  const ageing = due.reduce((sums, each) => addDue(sums, each, until), nothingDue);
  const currencies = [...new Set([...used, currency])].toSorted();
  return { customerId, currency, currencies, from, until, ...accountOf(opening, movements), ageing, creditAvailable };
}

type Reading = Pick<Context, 'tx' | 'tenant' | 'now'>;
