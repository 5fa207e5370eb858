import { readEnvironment } from './environment.ts';
import { startSandbox } from './server.ts';

const options = readEnvironment(process.env);
const sandbox = await startSandbox(options);
console.log(`sandbox Stripe on ${sandbox.url}, inspector on ${sandbox.url}/_sandbox/`);
// Keys made up for this run are of no use to anybody who cannot read them; given ones are not repeated.
if (!process.env.PURSER_SANDBOX_SECRET_KEY) console.log(`secret key ${options.secretKey}`);
if (!process.env.PURSER_SANDBOX_PUBLISHABLE_KEY) console.log(`publishable key ${options.publishableKey}`);

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
