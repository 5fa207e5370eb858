import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bill, type House, openHouse, openShop, shownAs } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

test('staff bring their customers in from a table, label and keep them, and end with one erased', journey, async () => {
  const { town, browser } = house;
  const shop = await openShop(town);
  const owing = await bill(town, shop);
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  const { page } = staff;

  await page.goto('/admin/customers/import');
  const file = join(tmpdir(), `customers-${newId()}.csv`);
  const rows = [
    'Kunde;E-Mail;Phone;Tags;Country',
    'Ashdown Architects;office@ashdown.example;+44 1273 555 010;MSP, key account;',
    'Söhne & Co;post@soehne.example;;MSP;',
    'Nobody;no mail;;;',
    'Far away;far@away.example;;;Germany',
  ];
  await writeFile(file, rows.join('\r\n'));
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByText('A new customer needs a name.').first().waitFor();
  await page.getByLabel('Kunde').selectOption({ label: 'Name' });
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByText('2 added, 0 changed').waitFor();

  await page.goto('/admin/customers');
  await page.getByText('Ashdown Architects').first().waitFor();
  await page.goto('/admin/customers?filter=tag%3Akey%20account');
  await page.getByText('Söhne & Co').first().waitFor({ state: 'detached' });
  await page
    .getByRole('link', { name: /Ashdown Architects/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Ashdown Architects' }).waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Notes').fill('Ask for Kim. Pays at the end of the month.');
  await page.getByRole('button', { name: 'Save customer' }).click();
  await page.getByText('Ask for Kim.').waitFor();
  await page.getByRole('button', { name: 'Add contact' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Kim Ash');
  await dialog.getByLabel('Email').fill('kim@ashdown.example');
  await dialog.getByRole('button', { name: 'Add contact' }).click();
  await page.getByText('Gets invoices', { exact: true }).waitFor();
  await look(page, 'admin customer');

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Archive…' }).click();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByText('Nothing new is billed to this customer').waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase for good…' }).click();
  await page.getByLabel('Type Ashdown Architects to confirm').fill('Ashdown Architects');
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
  await page.getByRole('heading', { name: 'Erased customer' }).waitFor();
  await look(page, 'admin customer erased');

  await page.goto(`/admin/customers/${shownAs('cus', owing.customerId)}`);
  await page.getByText('Due on 1 invoice').waitFor();
  await look(page, 'admin customer owing');
  expect(page.url()).toContain(shownAs('cus', owing.customerId));
});
