import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { overflowOf, startBrowser, startElsewhere } from './browser.ts';
import { inbox, send } from './mailbox.ts';
import { startTestbed, type Testbed } from './testbed.ts';

let bed: Testbed;
let browser: Browser;
beforeAll(async () => {
  bed = await startTestbed();
  browser = await startBrowser();
}, 60_000);
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
});
afterAll(async () => {
  await browser.close();
  await bed.stop();
});

const deliver = (message: object) => send(bed.sandbox.mail.url, message);
const newest = async () => (await inbox(bed))[0]?.id ?? '';
const at = (path: string) => `${bed.sandbox.url}/_sandbox/mail${path}`;

it('shows a mail as its reader sees it, and a link in it opens in a new tab', async () => {
  const shop = await startElsewhere();
  await deliver({
    html: `<html><head><base href="https://elsewhere.example/"></head><body><h1>Invoice over £10</h1><a href="${shop.url}/pay#token">Pay</a></body></html>`,
  });
  const page = await browser.newPage();
  await page.goto(at(''));
  await page.getByRole('link', { name: /ada@example.com/ }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Invoice over £10' }).waitFor();
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    frame.getByRole('link', { name: 'Pay' }).click(),
  ]);
  await tab.waitForLoadState();
  expect(tab.url()).toBe(`${shop.url}/pay#token`);
  expect(await tab.evaluate('window.opener')).toBe(null);
  expect(page.url()).toMatch(/\/mail\/mail_/);
  await page.close();
  await shop.stop();
});

it('runs nothing a mail brings along, loads nothing from elsewhere, and shows no header as markup', async () => {
  const elsewhere = await startElsewhere();
  const attack = `<script>parent.document.title='owned'; fetch('/_sandbox/mail/messages',{method:'DELETE'})</script>
    <img src=x onerror="top.location='about:blank'"><img src="${elsewhere.url}/pixel"><meta http-equiv="refresh" content="0;url=${elsewhere.url}/refresh">
    <link rel="stylesheet" href="${elsewhere.url}/css"><form action="${elsewhere.url}/form"><button>Send</button></form><p id="end">end</p>`;
  await deliver({ subject: '<script>document.title="owned"</script>', html: attack });
  const page = await browser.newPage();
  await page.goto(at(`/${await newest()}`));
  await page.frameLocator('iframe').getByText('end', { exact: true }).waitFor();
  // The same when the mail is opened by itself, outside the frame.
  const policy = (await fetch(at(`/messages/${await newest()}/frame`))).headers.get('content-security-policy');
  expect(policy).toMatch(/default-src 'none'.*; sandbox allow-popups allow-popups-to-escape-sandbox$/);
  await page.frameLocator('iframe').getByRole('button', { name: 'Send' }).click();
  expect(await page.title()).toBe('Mail · Sandbox');
  expect(await page.locator('h1').textContent()).toBe('<script>document.title="owned"</script>');
  expect(await inbox(bed)).toHaveLength(1);
  expect(elsewhere.asked).toEqual([]);
  await page.close();
  await elsewhere.stop();
});

it('gives an attachment that could run as a page only to be saved', async () => {
  await deliver({
    attachments: [
      { filename: 'terms.html', content: '<script>1</script>' },
      { filename: 'INV"1\r\n.pdf', content: '<script>1</script>', contentType: 'application/pdf' },
      { filename: 'true.pdf', content: '%PDF-1.7 …', contentType: 'application/pdf' },
      { filename: 'x.svg', content: '<svg onload="1"/>', contentType: 'image/svg+xml' },
    ],
  });
  const id = await newest();
  const heads = await Promise.all(
    [1, 2, 3, 4].map(async (n) => (await fetch(at(`/messages/${id}/attachments/${n}`))).headers),
  );
  expect(heads.map((head) => head.get('content-type'))).toEqual([
    'application/octet-stream',
    'application/octet-stream',
    'application/pdf',
    'application/octet-stream',
  ]);
  expect(heads.map((head) => head.get('content-disposition')?.split(';')[0])).toEqual([
    'attachment',
    'attachment',
    'inline',
    'attachment',
  ]);
  expect(heads.every((head) => head.get('x-content-type-options') === 'nosniff')).toBe(true);
});

it('lets pages of other sites change nothing', async () => {
  await deliver({});
  const answer = await fetch(at('/messages'), { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site' } });
  expect(answer.status).toBe(403);
  expect(await inbox(bed)).toHaveLength(1);
});

it('brings new mail into an open list, filters it by address, and shows text, headers and source', async () => {
  await deliver({ to: 'first@example.com' });
  const page = await browser.newPage();
  await page.goto(at(''));
  await deliver({ to: 'second@other.example' });
  await page.getByRole('link', { name: /second@other.example/ }).waitFor();
  await page.getByRole('searchbox').fill('other');
  await page.getByRole('searchbox').press('Enter');
  await page.getByText('1 of 2 messages').waitFor();
  expect(await page.locator('#inbox a').count()).toBe(1);
  await page.locator('#inbox a').click();
  for (const [view, words] of [
    ['Plain text', 'Please pay'],
    ['Headers', 'Message-ID'],
    ['Source', 'Content-Transfer-Encoding'],
  ] as const) {
    await page.getByRole('link', { name: view }).click();
    await page.getByText(words).first().waitFor();
  }
  await page.close();
});

it.each([390, 1440])('fits a screen of %i pixels', async (width) => {
  await deliver({ to: `${'long'.repeat(12)}@example.com`, subject: 'A'.repeat(200) });
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  for (const path of ['', `/${await newest()}`, `/${await newest()}?view=source`]) {
    await page.goto(at(path));
    expect(await overflowOf(page, '#inbox, .reading, .head, .source')).toEqual([]);
  }
  await page.close();
});
