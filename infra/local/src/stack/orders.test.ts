import { expect, test } from 'vitest';
import { services } from '../hosts.ts';
import { busUsers } from './engines.ts';
import { makeKeys } from './keys.ts';
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
