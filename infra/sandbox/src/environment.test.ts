import { expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

it('reads options from the environment and makes up keys that are not given', () => {
  const options = readEnvironment({
    PURSER_SANDBOX_DIR: '/tmp/x',
    PURSER_SANDBOX_PORT: '9',
    PURSER_SANDBOX_WEBHOOK_RETRIES: 'fast',
  });
  expect(options).toMatchObject({
    port: 9,
    dir: '/tmp/x',
    secretKey: expect.stringMatching(/^sk_test_/),
    publishableKey: expect.stringMatching(/^pk_test_/),
  });
  expect(options.settings?.webhookRetryDelaysMs?.[0]).toBe(100);
});

it('tells everything that is wrong at once', () => {
  const wrong = {
    PURSER_SANDBOX_PORT: 'x',
    PURSER_SANDBOX_SECRET_KEY: 'sk_live_12345678',
    PURSER_SANDBOX_WEBHOOK_RETRIES: 'never',
  };
  expect(() => readEnvironment(wrong)).toThrow(/DIR[\s\S]*sk_test_[\s\S]*PORT[\s\S]*RETRIES/);
});

it('reads where mail is taken and what an app calls Xero with', () => {
  const options = readEnvironment({
    PURSER_SANDBOX_DIR: '/tmp/x',
    PURSER_SANDBOX_MAIL_PORT: '2525',
    PURSER_SANDBOX_MAIL_USER: 'u',
    PURSER_SANDBOX_MAIL_PASSWORD: 'p',
    PURSER_SANDBOX_XERO_CLIENT_ID: 'app',
    PURSER_SANDBOX_XERO_CLIENT_SECRET: 'secret',
    PURSER_SANDBOX_XERO_REDIRECT_URIS: 'http://a/cb http://b/cb',
  });
  expect(options).toMatchObject({
    mailPort: 2525,
    mailUser: 'u',
    mailPassword: 'p',
    xeroClientId: 'app',
    xeroClientSecret: 'secret',
    xeroRedirectUris: ['http://a/cb', 'http://b/cb'],
  });
});
