import type { Browser, Page } from 'playwright-core';
import { atDesk, type Visitor, visitor } from './browser.ts';

/** `tax` as the editor's menu names it, 'VAT 20%' unless told; null for none. `optional` is for a quote's. */
export type Line = { description: string; quantity: string; price: string; tax?: string | null; optional?: boolean };
export type NewInvoice = { customer: string; lines: readonly Line[]; poNumber?: string; note?: string };

/** A member of staff at their desk. They find things by their labels, as people do. */
export type Staff = Visitor & {
  signIn(owner: { email: string; password: string }): Promise<void>;
  signOut(): Promise<void>;
  newCustomer(customer: {
    name: string;
    email: string;
    street?: string;
    town?: string;
    postcode?: string;
  }): Promise<void>;
  /** Writes it in the editor and saves it with "Save and issue…". @returns the invoice's id, with the dialog open */
  newInvoice(invoice: NewInvoice): Promise<string>;
  /** Writes it in the editor and saves it with "Save and send…". @returns the quote's id, with the dialog open */
  newQuote(quote: NewInvoice): Promise<string>;
  /** @returns its number */
  issueAndSend(): Promise<string>;
  openInvoice(id: string): Promise<void>;
};

export async function staffAt(browser: Browser, url: string): Promise<Staff> {
  const person = await visitor(browser, { ...atDesk, baseURL: url });
  const { page } = person;
  return {
    ...person,
    signIn: async ({ email, password }) => {
      await page.goto('/admin');
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    },
    signOut: async () => {
      await page
        .getByRole('button', { name: /account|menu/i })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    },
    newCustomer: async ({ name, email, street, town, postcode }) => {
      await page.goto('/admin/customers/new');
      const dialog = page.getByRole('dialog', { name: 'New customer' });
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByLabel('Email').fill(email);
      if (street) await dialog.getByLabel('Street').fill(street);
      if (town) await dialog.getByLabel('Town').fill(town);
      if (postcode) await dialog.getByLabel('Postcode').fill(postcode);
      if (street) await dialog.getByLabel('Country').selectOption('GB');
      await dialog.getByRole('button', { name: 'Add customer' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
    newInvoice: async (invoice) => {
      await page.goto('/admin/invoices/new');
      await write(page, invoice);
      await page.getByRole('button', { name: 'Save and issue…' }).click();
      await page.getByRole('dialog', { name: /^Issue an invoice of/ }).waitFor();
      return /inv_[0-9a-f]{32}/.exec(page.url())?.[0] ?? '';
    },
    newQuote: async (quote) => {
      await page.goto('/admin/quotes/new');
      await write(page, quote);
      await page.getByRole('button', { name: 'Save and send…' }).click();
      await page.getByRole('dialog', { name: /^Send a quote of/ }).waitFor();
      return /quo_[0-9a-f]{32}/.exec(page.url())?.[0] ?? '';
    },
    issueAndSend: async () => {
      await page.getByRole('button', { name: 'Issue and send' }).click();
      const heading = page.getByRole('heading', { level: 1, name: /-\d+$/ });
      await heading.waitFor();
      return (await heading.textContent()) ?? '';
    },
    openInvoice: async (id) => {
      await page.goto(`/admin/invoices/${id}`);
    },
  };
}

async function write(page: Page, { customer, lines, poNumber, note }: NewInvoice): Promise<void> {
  await page.getByRole('combobox', { name: 'Customer' }).fill(customer);
  await page.getByRole('option').filter({ hasText: customer }).first().click();
  for (const [at, { description, quantity, price, tax = 'VAT 20%', optional = false }] of lines.entries()) {
    const number = at + 1;
    if (at > 0) await page.getByRole('button', { name: 'Add line' }).click();
    const line = page.getByRole('group', { name: `Line ${number}`, exact: true });
    await line.getByLabel(`Description of line ${number}`).fill(description);
    await line.getByLabel(`Quantity of line ${number}`).fill(quantity);
    await line.getByLabel(`Price of line ${number}`).fill(price);
    if (tax) await taxed(page, number, tax);
    if (optional) {
      await line.getByRole('checkbox', { name: /^Optional/ }).click();
      await line.getByRole('checkbox', { name: /^Ticked beforehand/ }).click();
    }
  }
  if (poNumber) await page.getByLabel(/^Purchase order/).fill(poNumber);
  if (note) await page.getByLabel(/^Note/).fill(note);
}

/** A line after the first begins with the rate of the one before. */
async function taxed(page: Page, number: number, wanted: string): Promise<void> {
  const button = page.getByRole('button', { name: `Tax of line ${number}:` });
  if ((await button.getAttribute('aria-label'))?.includes(wanted)) return;
  await button.click();
  const rates = page.getByRole('menuitemcheckbox');
  for (const chosen of await rates.and(page.getByRole('menuitemcheckbox', { checked: true })).all())
    await chosen.click();
  await page.getByRole('menuitemcheckbox', { name: wanted, exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
}
