import { expect, test } from 'vitest';
import { services } from '../hosts.ts';
import { busUsers } from './engines.ts';
import { makeKeys } from './keys.ts';
import { readLiveSettings } from './liveSettings.ts';
import { type Addresses, serviceEnvironment } from './orders.ts';
import { readSettings } from './settings.ts';

const names = services.map(({ name }) => name);
const keys = makeKeys(names, busUsers);
const addresses: Addresses = {
  owner: 'postgres://owner:secret@127.0.0.1:5432/purser',
  nats: 'nats://127.0.0.1:4222',
  redis: 'redis://127.0.0.1:6379',
  stripe: 'http://127.0.0.1:4420',
  edge: 'http://127.0.0.1:4400',
  mail: '127.0.0.1:4425',
};

const ordered = (name: string, env: Record<string, string> = {}) =>
  serviceEnvironment(name, keys, addresses, readSettings(env));

test.each(['gateway', 'payments', 'invoicing', 'notifications', 'accounting'])(
  '%s is told where the platform is reached from outside',
  (name) => {
    expect(ordered(name).PURSER_PUBLIC_URL).toBe(addresses.edge);
  },
);

const live = {
  PURSER_DIR: '/srv/purser',
  PURSER_PUBLIC_URL: 'https://billing.example.com',
  PURSER_SMTP_URL: 'smtps://mailer:hunter2@mail.example.com',
  PURSER_MAIL_FROM: 'billing@example.com',
  PURSER_ALARMS_TO: 'ops@example.com',
  PURSER_XERO_CLIENT_ID: 'C0FFEE',
  PURSER_XERO_CLIENT_SECRET: 'sesame',
};
const liveOrders = (name: string) => serviceEnvironment(name, keys, addresses, readLiveSettings(live));

test.each(names)('with real money %s is told nothing of a sandbox, and gets none of its secrets', (name) => {
  const orders = liveOrders(name);
  expect(orders.PURSER_MODE).toBe('live');
  const whole = JSON.stringify(orders);
  for (const sandbox of ['4420', '4425', '4400', '_sandbox', 'purser.example', 'sk_test_', 'pk_test_', '/xero'])
    expect(whole).not.toContain(sandbox);
  for (const secret of [keys.mail.password, keys.xero.clientSecret, keys.xero.clientId, keys.demoPassword])
    expect(whole).not.toContain(secret);
  for (const left of ['PURSER_STRIPE_API', 'PURSER_STRIPE_JS_URL', 'PURSER_STRIPE_ORIGINS', 'PURSER_SMTP_PRIVATE'])
    expect(orders).not.toHaveProperty(left);
});

test('with real money each service is told its own part of what was asked for, and no other', () => {
  for (const name of ['gateway', 'payments', 'invoicing', 'notifications', 'accounting'])
    expect(liveOrders(name).PURSER_PUBLIC_URL).toBe(live.PURSER_PUBLIC_URL);
  expect(liveOrders('notifications')).toMatchObject({
    PURSER_SMTP_URL: live.PURSER_SMTP_URL,
    PURSER_MAIL_FROM: live.PURSER_MAIL_FROM,
    PURSER_ALARMS_TO: live.PURSER_ALARMS_TO,
  });
  expect(liveOrders('accounting')).toMatchObject({
    PURSER_XERO_CLIENT_ID: 'C0FFEE',
    PURSER_XERO_CLIENT_SECRET: 'sesame',
  });
  expect(liveOrders('gateway').PURSER_TRUSTED_PROXIES).toBe('1');
  for (const name of names.filter((each) => each !== 'notifications'))
    expect(JSON.stringify(liveOrders(name))).not.toContain('hunter2');
});
