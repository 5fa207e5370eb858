import { onPhone, type Visitor, visitor } from '@purser/local/people';
import type { Browser } from 'playwright-core';
import type { Town } from '../../spine/town.ts';
import type { Shop } from '../house.ts';

/** A customer at the door of a shop's portal. */
export type Customer = Visitor & {
  /** Asks for a sign-in link to this address. */
  askForLink(email: string): Promise<void>;
  /** Opens the link and presses the button on it. */
  signInWith(link: string): Promise<void>;
};

export async function customerAt(
  browser: Browser,
  { edge }: Pick<Town, 'edge'>,
  { slug }: Shop,
  look = onPhone,
): Promise<Customer> {
  const person = await visitor(browser, { ...look, baseURL: edge.url });
  const { page } = person;
  return {
    ...person,
    askForLink: async (email) => {
      await page.goto(`/portal/${slug}`);
      await page.getByLabel('Email').fill(email);
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await page.getByRole('heading', { name: 'Look at your mail' }).waitFor();
    },
    signInWith: async (link) => {
      await page.goto(link);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`**/portal/${slug}/invoices`);
    },
  };
}
