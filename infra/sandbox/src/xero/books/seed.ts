import { baseCurrency, chart, enabledAtFirst, knownCurrencies, taxRates } from '../chart.ts';
import { uuid } from '../uuid.ts';
import type { XeroWorld } from '../world.ts';
import { type Books, save } from './documents.ts';

/** Makes an organisation with a usual chart of accounts, tax rates and currencies. Returns its id. */
export function addOrganisation(world: XeroWorld, name: string): string {
  const tenant = uuid(world.ids);
  const nowMs = world.clock.nowMs();
  world.db
    .sql('INSERT INTO organisations (id, name, created_ms, short_code) VALUES (?, ?, ?, ?)')
    .run(tenant, name, nowMs, `!${world.ids.next('', 5)}`);
  const books: Books = { world, tenant, nowMs };
  const id = () => uuid(world.ids);
  for (const { code, name: called, type, class: side, taxType, currency, number, payments, system } of chart)
    save(
      books,
      'account',
      {
        id: id(),
        updatedMs: nowMs,
        code: code ?? null,
        name: called,
        type,
        class: side,
        taxType,
        currency: type === 'BANK' ? (currency ?? baseCurrency) : null,
        bankNumber: number ?? null,
        payments: payments ?? false,
        system: system ?? null,
        status: 'ACTIVE',
      },
      { key: code },
    );
  for (const { taxType, name: called, percent, report, on } of taxRates)
    save(
      books,
      'taxRate',
      {
        id: id(),
        updatedMs: nowMs,
        taxType,
        name: called,
        percent: percent * 10_000,
        report,
        income: on !== 'expenses',
        expenses: on !== 'income',
      },
      { key: taxType },
    );
  for (const code of enabledAtFirst) addCurrency(books, code);
  world.ids.save();
  return tenant;
}

/** Enables a currency; it must be one the sandbox knows. */
export function addCurrency(books: Books, code: string): void {
  const name = knownCurrencies[code]?.name ?? code;
  save(books, 'currency', { id: uuid(books.world.ids), updatedMs: books.nowMs, code, name }, { key: code });
}
