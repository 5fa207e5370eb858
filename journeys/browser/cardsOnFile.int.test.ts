import { cards, payPage } from '@purser/local/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, untilMail } from '../spine/mailbox.ts';
import { bill, type House, openHouse, openShop, type Shop } from './house.ts';
import { customerAt } from './people/customer.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

test(
  'a customer keeps a card with 3D Secure after one was refused, adds another, chooses between them and takes one off',
  journey,
  async () => {
    const { town, browser } = house;
    const { email } = await bill(town, shop);
    const customer = await customerAt(browser, town, shop);
    const { page } = customer;
    await customer.askForLink(email);
    await customer.signInWith(linkIn(await untilMail(town, email, 'Sign in')));
    await page.getByRole('link', { name: 'Cards' }).click();
    await page.getByText('No card on file').waitFor();
    await look(page, 'portal cards none');

    await page.getByRole('button', { name: 'Add a card' }).click();
    const { typeCard, confirmAtBank } = payPage(page);
    const keep = page.getByRole('button', { name: 'Keep this card' });
    await typeCard(cards.declined);
    await keep.click();
    await page.getByText('Your bank declined this payment.').waitFor();
    await page.getByText('I agree that Northwind IT Ltd keeps this card').waitFor();
    await look(page, 'portal card declined');
    await typeCard(cards.threeDSecure);
    await keep.click();
    await confirmAtBank();
    const rows = page.getByRole('main').getByRole('listitem');
    await rows.filter({ hasText: '3184' }).waitFor();
    await rows.getByText('Used first').waitFor();

    await page.getByRole('button', { name: 'Add a card' }).click();
    await typeCard(cards.good);
    await keep.click();
    await rows.filter({ hasText: '4242' }).waitFor();
    await look(page, 'portal cards');
    await page.getByRole('button', { name: /^Use first Visa •••• 4242/ }).click();
    await rows.first().filter({ hasText: '4242' }).waitFor();
    await page.getByRole('button', { name: /^Remove Visa •••• 3184/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await rows.filter({ hasText: '4242' }).waitFor();
    await rows.filter({ hasText: '3184' }).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(1);
    await page.getByText('charges each of my invoices on its due date').waitFor();
    await page.getByRole('button', { name: 'Agree and switch on' }).click();
    await page.getByText(/Each invoice is charged to Visa •••• 4242/).waitFor();
    await look(page, 'portal autopay on');
    expect(customer.faults).toEqual([]);
    await customer.leave();
  },
);
