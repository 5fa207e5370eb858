import { expect, test } from 'vitest';
import { livePurposes, readLiveSettings } from './liveSettings.ts';

const whole = {
  PURSER_DIR: '/srv/purser',
  PURSER_PUBLIC_URL: 'https://billing.example.com/',
  PURSER_SMTP_URL: 'smtps://mailer:hunter2hunter2@mail.example.com',
  PURSER_MAIL_FROM: 'billing@example.com',
  PURSER_ALARMS_TO: 'ops@example.com',
};

/** What is said when these are read, a line a fault. */
function faults(env: Record<string, string>): string[] {
  try {
    readLiveSettings(env);
    return [];
  } catch (error) {
    return String(error).split('\n').slice(1);
  }
}

test('what is needed is enough, and what is not said is as usual', () => {
  expect(readLiveSettings(whole)).toMatchObject({
    dir: '/srv/purser',
    host: '127.0.0.1',
    edgePort: 4400,
    profile: 'production',
    live: { publicUrl: 'https://billing.example.com', xero: undefined, trustedProxies: 1 },
  });
});

test('all that is missing is told at once, each by name and with what it is for', () => {
  const told = faults({ PURSER_MAIL_FROM: '' });
  expect(told).toHaveLength(5);
  for (const name of Object.keys(whole) as (keyof typeof whole)[])
    expect(told).toContain(`  ${name}: is not set (${livePurposes[name]})`);
});

test.each([
  ['PURSER_PUBLIC_URL', 'http://billing.example.com', 'must begin with https://'],
  ['PURSER_PUBLIC_URL', 'https://localhost', 'leads to this machine'],
  ['PURSER_PUBLIC_URL', 'https://127.0.0.1:4400', 'leads to this machine'],
  ['PURSER_PUBLIC_URL', 'https://[::1]', 'leads to this machine'],
  ['PURSER_PUBLIC_URL', 'https://example.com/billing', 'the host alone'],
  ['PURSER_PUBLIC_URL', 'billing', 'is no address'],
  ['PURSER_SMTP_URL', 'https://mail.example.com', 'smtps://'],
  ['PURSER_SMTP_URL', 'smtp://', 'smtps://'],
  ['PURSER_MAIL_FROM', 'billing', 'no mail address'],
  ['PURSER_ALARMS_TO', 'ops', 'no mail address'],
  ['PURSER_OPERATORS', 'ada@example.com', 'stf_'],
  ['PURSER_TRUSTED_PROXIES', '0', '1'],
  ['PURSER_PORT', '70000', '65535'],
  ['PURSER_PROFILE', 'fast', 'for tests'],
] as const)('%s %s is refused by name', (name, value, words) => {
  const told = faults({ ...whole, [name]: value });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(`  ${name}: `);
  expect(told[0]).toContain(words);
  expect(told[0]).toContain(livePurposes[name]);
});

test('one half of the Xero app is told with all else, and both halves are taken', () => {
  const app = { PURSER_XERO_CLIENT_ID: 'C0FFEE', PURSER_XERO_CLIENT_SECRET: 'sesame-sesame' };
  const { PURSER_XERO_CLIENT_SECRET, ...half } = app;
  const told = faults({ ...whole, ...half, PURSER_PUBLIC_URL: '' });
  expect(told.map((line) => line.trim().split(':')[0])).toEqual(
    expect.arrayContaining(['PURSER_XERO_CLIENT_SECRET', 'PURSER_PUBLIC_URL']),
  );
  expect(told).toHaveLength(2);
  expect(faults({ ...whole, PURSER_XERO_CLIENT_SECRET })[0]).toContain('PURSER_XERO_CLIENT_ID: is not set');
  expect(readLiveSettings({ ...whole, ...app }).live?.xero).toMatchObject({ clientId: 'C0FFEE' });
});

test('no fault shows a secret', () => {
  const told = faults({ PURSER_SMTP_URL: 'http://mailer:hunter2hunter2@mail.example.com' }).join();
  expect(told).toContain('PURSER_SMTP_URL');
  expect(told).not.toContain('hunter2');
});
