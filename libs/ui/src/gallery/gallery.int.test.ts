import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axe, desk, openBrowser, openPage, phone } from './browser.fixture.ts';
import { serveGallery } from './galleryServer.fixture.ts';

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([serveGallery(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

const open = (query: string, options = desk) => openPage(browser, `${gallery.url}/?${query}`, options);

const focusedRow = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.row ?? null);
const until = async (page: Page, holds: () => boolean) => void (await page.waitForFunction(holds));

describe('the keys of a panel', () => {
  test('j and k walk the rows, x selects, enter opens, and focus goes along', async () => {
    const { page, faults, close } = await open('part=panel');
    await page.keyboard.press('j');
    expect(await focusedRow(page)).toBe('INV-01042');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await focusedRow(page)).toBe('INV-01041');
    await page.keyboard.press('x');
    await page.getByRole('region', { name: 'Selected rows' }).getByText('1 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Selected rows' }).waitFor({ state: 'detached' });
    expect(await focusedRow(page)).toBe('INV-01041');
    await page.keyboard.press('Enter');
    await until(page, () => location.pathname === '/invoices/INV-01041');
    expect(faults).toEqual([]);
    await close();
  });

  test('keys pressed while typing are text, and slash leads to the search', async () => {
    const { page, close } = await open('part=panel');
    await page.keyboard.press('/');
    await page.keyboard.type('xjk');
    expect(await page.getByRole('searchbox').inputValue()).toBe('xjk');
    expect(await page.getByRole('region', { name: 'Selected rows' }).count()).toBe(0);
    await page.getByText('Nothing matches').waitFor();
    await close();
  });

  test('no row moves under an open dialog', async () => {
    const { page, close } = await open('part=panel');
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Selected rows' }).count()).toBe(0);
    await close();
  });

  test('a dialog that closes gives the keyboard back to where it was', async () => {
    for (const [part, keys] of [
      ['panel', '?'],
      ['shell', 'Control+k'],
    ] as const) {
      const { page, close } = await open(`part=${part}`);
      await page.keyboard.press('Tab');
      await page.evaluate(() => document.activeElement?.setAttribute('data-was-here', ''));
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await until(page, () => document.activeElement?.hasAttribute('data-was-here') === true);
      await close();
    }
  });
});

describe('a panel', () => {
  test('keeps filter and page in the address, and pages back the way it came', async () => {
    const { page, close } = await open('part=panel');
    const first = () => page.locator('tbody tr').first().getAttribute('data-row');
    await page.getByRole('button', { name: 'Next' }).click();
    expect(new URL(page.url()).searchParams.getAll('after')).toEqual(['INV-01023']);
    expect(await first()).toBe('INV-01022');
    await page.reload();
    await page.waitForSelector('tbody tr');
    expect(await first()).toBe('INV-01022');
    await page.getByRole('button', { name: 'Previous' }).click();
    expect(await first()).toBe('INV-01042');
    await page
      .getByRole('group', { name: 'Filter' })
      .getByRole('button', { name: /^Overdue/ })
      .click();
    expect(new URL(page.url()).searchParams.get('filter')).toBe('overdue');
    expect(new URL(page.url()).searchParams.has('after')).toBe(false);
    await close();
  });

  test('a metric opens the rows it is made of', async () => {
    const { page, close } = await open('part=panel');
    await page
      .getByRole('list', { name: 'Figures' })
      .getByRole('button', { name: /Overdue/ })
      .click();
    expect(new URL(page.url()).searchParams.get('filter')).toBe('overdue');
    expect(await page.locator('tbody').getByText('Overdue').count()).toBe(await page.locator('tbody tr').count());
    await close();
  });

  test('remembers which columns are hidden', async () => {
    const { page, close } = await open('part=panel');
    await page.getByRole('button', { name: 'Choose columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Updated' }).click();
    await page.getByRole('columnheader', { name: 'Updated' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.waitForSelector('tbody tr');
    expect(await page.getByRole('columnheader', { name: 'Due' }).count()).toBe(1);
    expect(await page.getByRole('columnheader', { name: 'Updated' }).count()).toBe(0);
    await close();
  });

  test('does to many rows what was chosen, to those and no others', async () => {
    const { page, close } = await open('part=panel');
    await page.getByRole('checkbox', { name: 'Select INV-01042' }).click();
    await page.getByRole('checkbox', { name: 'Select INV-01040' }).click();
    await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Send' }).click();
    await until(
      page,
      () => document.querySelector('[data-done]')?.textContent?.startsWith('send INV-01042,INV-01040 ') ?? false,
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(page, () => document.querySelector('[data-done]')?.textContent?.startsWith('undone') ?? false);
    await close();
  });

  test('a row that left the page is selected no more', async () => {
    const { page, close } = await open('part=panel');
    await page.getByRole('checkbox', { name: 'Select INV-01042' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('region', { name: 'Selected rows' }).waitFor({ state: 'detached' });
    await close();
  });

  test('harm names its object and asks first', async () => {
    const { page, close } = await open('part=panel');
    await page.getByRole('button', { name: 'Actions for INV-01042' }).click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Send again', 'Download PDF', 'Void']);
    await page.getByRole('menuitem', { name: 'Void' }).click();
    const dialog = page.getByRole('dialog', { name: 'Void invoice INV-01042?' });
    // Enter pressed in haste does no harm.
    await dialog.waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('dialog');
    await dialog.getByRole('button', { name: 'Void' }).click();
    await until(
      page,
      () => document.querySelector('[data-done]')?.textContent?.startsWith('voided INV-01042') ?? false,
    );
    await dialog.waitFor({ state: 'detached' });
    await close();
  });

  test('its head stays in sight when the page is scrolled', async () => {
    const { page, close } = await open('part=panel');
    await page.evaluate(() => scrollTo(0, 600));
    await until(page, () => scrollY > 300);
    const top = await page
      .getByRole('columnheader', { name: 'Customer' })
      .evaluate((head) => head.getBoundingClientRect().top);
    expect(Math.abs(top)).toBeLessThan(1);
    await close();
  });

  test('on a phone its rows are cards, and nothing is wider than 320 px', async () => {
    const { page, close } = await open('part=panel', { ...phone, viewport: { width: 320, height: 640 } });
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.getByRole('list', { name: 'Invoices' }).getByRole('listitem').count()).toBe(20);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await close();
  });
});

test('what was typed in an editor is there after a reload, and can be dropped', async () => {
  const { page, close } = await open('part=editor');
  await page.getByLabel('Recipient').fill('Blue Lagoon');
  await page.getByRole('article').getByText('Blue Lagoon').waitFor();
  await page.reload();
  await page.getByText('What you typed before is here again.').waitFor();
  expect(await page.getByLabel('Recipient').inputValue()).toBe('Blue Lagoon');
  await page.getByRole('button', { name: 'Start anew' }).click();
  expect(await page.getByLabel('Recipient').inputValue()).toBe('Northwind Traders Ltd');
  await page.reload();
  expect(await page.getByLabel('Recipient').inputValue()).toBe('Northwind Traders Ltd');
  await close();
});

test('an act that fails leaves its dialog open and says what was not done', async () => {
  const { page, close } = await open('part=words');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Void' }).click();
  const dialog = page.getByRole('dialog', { name: 'Void invoice INV-00042?' });
  expect(await dialog.getByRole('button', { name: 'Void', exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel('Type INV-00042 to confirm').fill('INV-00042');
  await dialog.getByRole('button', { name: 'Void', exact: true }).click();
  await dialog.getByRole('alert').getByText('We could not void invoice INV-00042. Nothing was changed.').waitFor();
  await close();
});

test('the palette finds pages here and customers on the server, and goes there', async () => {
  const { page, faults, close } = await open('part=panel');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find anything' }).fill('north');
  await page.getByRole('option', { name: /Northwind/ }).waitFor();
  await page.keyboard.press('Enter');
  await until(page, () => location.pathname === '/customers/1');
  expect(faults).toEqual([]);
  await close();
});

test('a customer is picked by typing and arrows alone', async () => {
  const { page, close } = await open('part=form');
  await page.getByRole('combobox', { name: 'Customer' }).focus();
  await page.keyboard.type('a');
  await page.getByRole('option', { name: /Acme/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('combobox', { name: 'Customer' }).inputValue()).toBe('Acme Hosting');
  await close();
});

test('an amount keeps what is typed until it is left, then is written out', async () => {
  const { page, close } = await open('part=form');
  const amount = page.getByLabel('Amount');
  await amount.fill('£1,2');
  expect(await amount.inputValue()).toBe('£1,2');
  await amount.fill('1,234.5');
  await amount.blur();
  expect(await amount.inputValue()).toBe('1234.50');
  await amount.fill('12.345');
  await amount.blur();
  expect(await amount.inputValue()).toBe('12.345');
  await close();
});

test('a chart is walked by arrows, and each place says its values', async () => {
  const { page, close } = await open('part=figures');
  await page.getByRole('group', { name: 'Revenue by month', exact: true }).locator('[data-place="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
    /^Mar: Invoiced £75,200\.00, Collected £/,
  );
  await close();
});

describe('theme', () => {
  test('is chosen, remembered, and else the device decides', async () => {
    const { page, close } = await open('part=panel', { ...desk, colorScheme: 'dark' });
    const canvas = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await canvas()).toBe('rgb(13, 13, 16)');
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await canvas()).toBe('rgb(248, 248, 250)');
    expect(await page.evaluate(() => localStorage.getItem('purser.theme'))).toBe('light');
    await page.getByRole('button', { name: 'As this device' }).click();
    expect(await canvas()).toBe('rgb(13, 13, 16)');
    await close();
  });
});

describe('under the policy that pages are served with', () => {
  test('a style of a stranger is refused, so the tests below mean something', async () => {
    const { page, faults, close } = await open('part=auth');
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p id="stranger" style="color:red">x</p><style>p{margin:7px}</style>',
      );
    });
    const look = await page.locator('#stranger').evaluate((p) => {
      const { color, margin } = getComputedStyle(p);
      return { color, margin };
    });
    expect(look).toEqual({ color: 'rgb(23, 23, 28)', margin: '0px' });
    await expect.poll(() => faults.join()).toContain('Content Security Policy');
    await close();
  });

  test.each(['panel', 'form', 'words', 'figures', 'editor', 'auth'])(
    '%s, with all that opens on it, breaks nothing',
    async (part) => {
      const { page, faults, close } = await open(`part=${part}`);
      if (part !== 'auth') {
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keys' }).waitFor();
        expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden');
        await page.keyboard.press('Escape');
      }
      if (part === 'words') await page.getByRole('button', { name: 'What is autopay?' }).hover();
      if (part === 'words') await page.getByRole('tooltip').waitFor();
      if (part === 'editor')
        expect(
          await page
            .locator('.pd-lines col')
            .first()
            .evaluate((col) => (col as HTMLElement).style.width),
        ).toMatch(/%$/);
      expect(faults).toEqual([]);
      await close();
    },
  );
});

describe('axe finds nothing', () => {
  const parts = ['panel', 'form', 'words', 'figures', 'editor', 'auth'];
  const states = ['loading', 'error', 'stale', 'empty'];
  const looks = {
    'desk, light': { ...desk, colorScheme: 'light' },
    'desk, dark': { ...desk, colorScheme: 'dark' },
    'phone, dark': { ...phone, colorScheme: 'dark' },
  } as const;

  test.each<[string, keyof typeof looks]>([
    ...parts.map((part): [string, keyof typeof looks] => [part, 'desk, light']),
    ...parts.map((part): [string, keyof typeof looks] => [part, 'phone, dark']),
    ...states.map((state): [string, keyof typeof looks] => [`panel&case=${state}`, 'desk, dark']),
  ])('%s, %s', async (part, look) => {
    const { page, close } = await open(`part=${part}`, looks[look]);
    const { passes, violations } = await axe(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(10);
    await close();
  });

  test.each(['light', 'dark'] as const)('in the colours of a pale brand, %s', async (colorScheme) => {
    const { page, close } = await open('part=words&brand=yellow', { ...desk, colorScheme });
    expect((await axe(page)).violations).toEqual([]);
    await close();
  });

  test.each([
    ['a menu', 'part=panel', (page: Page) => page.getByRole('button', { name: 'Actions for INV-01042' }).click()],
    ['the palette', 'part=panel', (page: Page) => page.keyboard.press('Control+k')],
    ['the keys', 'part=panel', (page: Page) => page.keyboard.press('?')],
    [
      'selected rows',
      'part=panel',
      (page: Page) => page.getByRole('checkbox', { name: 'Select all rows on this page' }).click(),
    ],
    ['a toast', 'part=words', (page: Page) => page.getByRole('button', { name: 'Send' }).click()],
    ['a list of options', 'part=form', (page: Page) => page.getByRole('combobox', { name: 'Customer' }).click()],
    ['a chart walked to', 'part=figures', (page: Page) => page.locator('[data-place="0"]').first().focus()],
  ])('with %s open', async (_, query, act) => {
    const { page, close } = await open(query, { ...desk, colorScheme: 'dark' });
    await act(page);
    // A menu hangs on its button and not in a landmark of the page; it is left as soon as it is used.
    const { violations } = await axe(page);
    expect(violations.filter((each) => !each.startsWith('region: <div data-radix-popper'))).toEqual([]);
    await close();
  });

  test('with the navigation of a phone open', async () => {
    const { page, close } = await open('part=panel', phone);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('dialog', { name: 'Navigation' }).waitFor();
    expect((await axe(page)).violations).toEqual([]);
    await close();
  });
});
