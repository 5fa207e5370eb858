import type { Reply, XeroCall } from '../api/call.ts';
import { envelope, moment } from '../api/envelope.ts';
import { problem, unreadable } from '../api/errors.ts';
import { listReply } from '../api/lists.ts';
import { fieldsOf, textIn } from '../api/reader.ts';
import { knownCurrencies } from '../chart.ts';
import { shown } from '../decimal.ts';
import { all, byId, byKey } from './documents.ts';
import { organisationById, organisationWire } from './organisation.ts';
import { addCurrency } from './seed.ts';
import type { Account, Currency, TaxRate } from './types.ts';

const accountWire = (account: Account): object => ({
  AccountID: account.id,
  ...(account.code === null ? {} : { Code: account.code }),
  Name: account.name,
  Status: account.status,
  Type: account.type,
  TaxType: account.taxType,
  Class: account.class,
  EnablePaymentsToAccount: account.payments,
  ShowInExpenseClaims: false,
  ...(account.bankNumber === null ? {} : { BankAccountNumber: account.bankNumber, BankAccountType: 'BANK' }),
  ...(account.currency === null ? {} : { CurrencyCode: account.currency }),
  ...(account.system === null ? {} : { SystemAccount: account.system }),
  ReportingCode: account.class === 'REVENUE' ? 'REV' : 'ASS',
  HasAttachments: false,
  UpdatedDateUTC: moment(account.updatedMs),
  AddToWatchlist: false,
});

const accountFields = [
  'Code',
  'Name',
  'Type',
  'Class',
  'Status',
  'SystemAccount',
  'EnablePaymentsToAccount',
  'CurrencyCode',
];

/** GET /Accounts and /Accounts/{AccountID}. */
export function getAccounts(call: XeroCall): Reply {
  if (call.id === undefined) return listReply(call, 'Accounts', all(call, 'account').map(accountWire), accountFields);
  const account = byId(call, 'account', call.id);
  if (!account) throw notFound(call);
  return envelope(call, 'Accounts', [accountWire(account)]);
}

const taxRateWire = ({ name, taxType, percent, report, income, expenses }: TaxRate): object => ({
  Name: name,
  TaxType: taxType,
  ReportTaxType: report,
  CanApplyToAssets: true,
  CanApplyToEquity: true,
  CanApplyToExpenses: expenses,
  CanApplyToLiabilities: true,
  CanApplyToRevenue: income,
  DisplayTaxRate: shown(percent, 4),
  EffectiveRate: shown(percent, 4),
  Status: 'ACTIVE',
  TaxComponents: [{ Name: 'VAT', Rate: shown(percent, 4), IsCompound: false, IsNonRecoverable: false }],
});

/** GET /TaxRates. */
export const getTaxRates = (call: XeroCall): Reply =>
  listReply(call, 'TaxRates', all(call, 'taxRate').map(taxRateWire), ['Name', 'TaxType', 'Status', 'EffectiveRate']);

const currencyWire = ({ code, name }: Currency): object => ({ Code: code, Description: name });

/** GET /Currencies. */
export const getCurrencies = (call: XeroCall): Reply =>
  listReply(call, 'Currencies', all(call, 'currency').map(currencyWire), ['Code', 'Description']);

/** PUT /Currencies: enables one for the organisation. */
export function putCurrencies(call: XeroCall): Reply {
  const fields = fieldsOf(call.body, 'Currency', ['Code', 'Description']);
  const code = textIn(fields, 'Code', 3) ?? '';
  if (!knownCurrencies[code]) throw unreadable(`The sandbox does not know the currency '${code}'`);
  if (byKey(call, 'currency', code).length === 0) addCurrency(call, code);
  return envelope(call, 'Currencies', byKey(call, 'currency', code).map(currencyWire));
}

/** GET /Organisation. */
export function getOrganisation(call: XeroCall): Reply {
  const organisation = organisationById(call.world, call.tenant);
  return envelope(call, 'Organisations', organisation ? [organisationWire(organisation)] : []);
}

/** The answer to an id that names nothing. */
export const notFound = (call: XeroCall) =>
  problem(call.world.ids, 404, "The resource you're looking for cannot be found");
