import { accounting } from '@purser/contracts';
import type { Gateway } from '@purser/local';
import { z } from 'zod';
import { allow, hireAccountant, type Xero } from './accountant.ts';
import type { Person } from './people.ts';
import { askSandbox } from './sandbox.ts';

const made = z.object({ id: z.string() });

/**
 * A tenant's own organisation at Xero, with its currency enabled; staff connect it and allow it in the browser, that one only.
 * @returns its id there
 */
export async function connectBooks(
  client: Gateway['client'],
  xero: Xero,
  { name, currency, staff }: { name: string; currency: string; staff: Person },
): Promise<string> {
  const { id } = made.parse(await askSandbox(xero.sandbox, 'POST', '/xero/organisations', { name }));
  const accountant = await hireAccountant(xero, id);
  await accountant.write('/Currencies', { Code: currency });
  const { authorizeUrl } = await client.command(accounting.beginConnection, { provider: 'xero' }, staff);
  const back = (await allow(authorizeUrl, id)).searchParams;
  const [state, code] = [back.get('state') ?? '', back.get('code') ?? ''];
  const { organisation } = await client.command(accounting.finishConnection, { state, code }, staff);
  if (organisation !== name) throw new Error(`${name} is connected to ${organisation}`);
  return id;
}
