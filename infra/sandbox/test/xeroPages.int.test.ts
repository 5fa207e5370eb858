import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overflowOf, startBrowser, startElsewhere } from './browser.ts';
import { allScopes, firstOf, invoice, line, startXeroBed, type XeroBed } from './xeroBed.ts';

let bed: XeroBed;
let browser: Browser;
beforeAll(async () => {
  bed = await startXeroBed();
  browser = await startBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await bed.stop();
});

const at = (path: string) => `${bed.sandbox.url}/_sandbox/xero${path}`;

it('an adviser allows or cancels in the browser and comes back to the app', async () => {
  const app = await startElsewhere();
  const ask = `${bed.sandbox.xero.authorizeUrl}?${new URLSearchParams({ response_type: 'code', client_id: bed.sandbox.xero.clientId, redirect_uri: `${app.url}/callback`, scope: allScopes, state: 'st' })}`;
  const page = await browser.newPage();
  await page.goto(ask);
  await page.getByLabel('Kestrel Software Ltd (demo)').check();
  await page.getByRole('button', { name: 'Allow access' }).click();
  await page.waitForURL(/callback\?code=\w+.*state=st/);
  await page.goto(ask);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.waitForURL(/callback\?error=access_denied.*state=st/);
  await page.close();
  await app.stop();
});

it('shows what was pushed: the invoice with lines, paid and due, contacts, payments and calls; nothing as markup', async () => {
  const attack = '<img src=x onerror=document.title="owned">';
  const bill = { Contact: { Name: attack }, InvoiceNumber: 'NG-7', LineItems: [{ ...line, Description: attack }] };
  const made = firstOf(await bed.xero('PUT', '/Invoices', invoice(bill)), 'Invoices');
  const payment = { Invoice: { InvoiceID: made.InvoiceID }, Account: { Code: '090' }, Amount: 20, Reference: 'ch_7' };
  await bed.xero('PUT', '/Payments', payment);
  const page = await browser.newPage();
  await page.goto(at(''));
  await page.getByRole('link', { name: 'NG-7' }).click();
  await page.getByText('Amount due').waitFor();
  const paper = await page.locator('.paper').textContent();
  expect(paper).toContain(attack);
  expect(await page.locator('img').count()).toBe(0);
  expect(paper).toMatch(/Total\s*£120\.00/);
  expect(paper).toMatch(/ch_7\s*-£20\.00/);
  expect(paper).toMatch(/Amount due\s*£100\.00/);
  for (const [tab, words] of [
    ['Payments', 'ch_7'],
    ['Contacts', attack],
    ['Chart of accounts', 'Card Payments Clearing'],
    ['Requests', 'PUT /Payments'],
  ] as const) {
    await page.goto(at(''));
    await page.getByRole('link', { name: tab, exact: true }).click();
    await page.locator('table').getByText(words).first().waitFor();
  }
  expect(await page.title()).toContain('Sandbox Xero');
  await page.close();
});

it.each([390, 1440])('fits a screen of %i pixels', async (width) => {
  const made = firstOf(
    await bed.xero('PUT', '/Invoices', invoice({ Contact: { Name: `${'long'.repeat(40)}${width}` } })),
    'Invoices',
  );
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const organisation = `/organisations/${bed.tenant}`;
  for (const path of [
    '',
    `${organisation}?tab=contacts`,
    `${organisation}?tab=requests`,
    `${organisation}/invoices/${made.InvoiceID}`,
  ]) {
    await page.goto(at(path));
    // On a wide screen a table may be wider than its place, and is moved there.
    expect([path, await overflowOf(page, width === 390 ? '.scroll' : 'main')]).toEqual([path, []]);
  }
  await page.close();
});
