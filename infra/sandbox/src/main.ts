import { readEnvironment } from './environment.ts';
import { startSandbox } from './server.ts';

const options = readEnvironment(process.env);
const sandbox = await startSandbox(options);
console.log(`sandbox Stripe on ${sandbox.url}, inspector on ${sandbox.url}/_sandbox/`);
console.log(`mail server on port ${sandbox.mail.port}, inbox on ${sandbox.url}/_sandbox/mail`);
// Keys made up for this run are of no use to anybody who cannot read them; given ones are not repeated.
if (!process.env.PURSER_SANDBOX_SECRET_KEY) console.log(`secret key ${options.secretKey}`);
if (!process.env.PURSER_SANDBOX_PUBLISHABLE_KEY) console.log(`publishable key ${options.publishableKey}`);
if (!process.env.PURSER_SANDBOX_MAIL_PASSWORD) console.log(`mail at ${sandbox.mail.url}`);
console.log(`Xero at ${sandbox.xero.apiUrl}, books on ${sandbox.url}/_sandbox/xero`);
if (!process.env.PURSER_SANDBOX_XERO_CLIENT_SECRET)
  console.log(`Xero client ${sandbox.xero.clientId}, secret ${sandbox.xero.clientSecret}`);

const stop = () => {
  sandbox.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error('sandbox: stopping failed', error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
