import { newId } from '@purser/message';
import { expect, test } from 'vitest';
import { understand } from './commands.ts';

const tenant = newId();

test.each([
  ['autopay', '--dry-run', '--tenant', tenant],
  ['autopay', '--tenant', tenant, '--dry-run', '--json'],
  ['prove', '--tenant', tenant, '--from', '2026-01-01', '--to', '2026-01-31'],
  ['tenant', 'create', '--name', 'Hollybrook IT', '--time-zone', 'Europe/London', '--currency', 'gbp'],
  [
    'tenant',
    'create',
    '--name',
    'X',
    '--time-zone',
    'Europe/London',
    '--currency',
    'GBP',
    '--slug',
    'x',
    '--terms-days',
    '30',
  ],
  ['staff', 'add', '--tenant', 'hollybrook', '--email', 'ada@example.com', '--name', 'Ada', '--role', 'read-only'],
  ['staff', 'role', '--tenant', tenant, '--email', 'ada@example.com', '--role', 'admin'],
  ['staff', 'remove', '--tenant', tenant, '--email', 'ada@example.com'],
  ['staff', 'password', '--email', 'ada@example.com'],
])('is understood: %s %s', (...args) => {
  expect(understand(args)).toBeTypeOf('function');
});

test.each([
  [[]],
  [['charge']],
  // Without it a run would be meant, and none is begun from here.
  [['autopay', '--tenant', tenant]],
  [['autopay', '--dry-run']],
  [['autopay', '--dry-run', '--tenant', 'northwind']],
  [['autopay', '--dry-run', '--tenant', tenant, '--now']],
  [['prove', '--tenant', tenant, '--from', '2026-02-01', '--to', '2026-01-31']],
  [['prove', '--tenant', tenant, '--from', '2026-01-01', '--to', '2026-01-31', '--mode', 'real']],
  [['tenant']],
  [['tenant', 'create', '--name', ' ', '--time-zone', 'Europe/London', '--currency', 'GBP']],
  [['tenant', 'create', '--name', 'X', '--currency', 'GBP']],
  [['tenant', 'create', '--name', 'X', '--time-zone', 'Europe/London', '--currency', 'GBP', '--terms-days', 'soon']],
  [['tenant', 'delete', '--tenant', tenant]],
  [['staff', 'add', '--tenant', tenant, '--email', 'ada@example.com', '--name', 'Ada', '--role', 'boss']],
  [['staff', 'add', '--tenant', tenant, '--email', 'ada@example.com', '--role', 'owner']],
  // Others on this machine read arguments.
  [
    [
      'staff',
      'add',
      '--tenant',
      tenant,
      '--email',
      'a@example.com',
      '--name',
      'Ada',
      '--role',
      'owner',
      '--password',
      'x',
    ],
  ],
  [['staff', 'remove', '--tenant', tenant, '--email', 'ada@example.com', '--role', 'owner']],
  [['staff', 'remove', '--email', 'ada@example.com']],
])('is not understood: %j', (args) => {
  expect(understand(args)).toBeUndefined();
});
