import { directory } from '@purser/contracts';
import { atDesk, visitor } from '@purser/local/people';
import { newId, platformTenant } from '@purser/message';
import { asService } from '@purser/testing';
import { hashPassword } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBooks } from '../spine/books.ts';
import { type House, openHouse, openShop, type Shop } from './house.ts';
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
  'who was given a password chooses their own on the sign-in page, and then sets each kind of tax in the books',
  journey,
  async () => {
    const { client } = house.town.platform;
    const staffId = newId();
    const email = `new-${staffId}@northwind-it.example`;
    const given = 'told once by the operator';
    const self = asService(platformTenant, 'gateway');
    const person = { staffId, name: 'Nell Ashby', email, passwordHash: await hashPassword(given), mustChange: true };
    await client.command(directory.createStaff, person, self);
    await client.command(directory.setMembership, { staffId, tenantId: shop.id, role: 'owner' }, self);
    await (await openBooks(house.town, shop)).connect();

    const desk = await visitor(house.browser, { ...atDesk, baseURL: house.town.edge.url });
    const { page } = desk;
    await page.goto('/admin/settings/accounting');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill(given);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Choose a password of your own').waitFor();
    await look(page, 'admin sign in given password');
    await page.getByLabel('New password').fill(given);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The new password is the one you were given.').waitFor();
    await page.getByLabel('New password').fill('four words nobody guesses');
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByText('Where things are booked').waitFor();
    const kinds = await page.getByLabel(/^Kind of rate/).all();
    const seen = await Promise.all(kinds.map((kind) => kind.inputValue()));
    expect(seen).toEqual(['standard', 'standard', 'standard', 'exempt', 'reverseCharge']);
    await look(page, 'admin settings accounting mapped');
    await page.getByLabel('Tax type of rate 4').fill('NONE');
    await page.getByRole('button', { name: 'Save accounts' }).click();
    await page.getByText('The accounts are saved.').waitFor();
    await page.reload();
    await page.getByText('Where things are booked').waitFor();
    expect(await page.getByLabel('Tax type of rate 4').inputValue()).toBe('NONE');
    expect(await page.getByLabel('Tax type of rate 5').inputValue()).toBe('ECZROUTPUTSERVICES');
    expect(desk.faults).toEqual([]);
    await desk.leave();
  },
);
