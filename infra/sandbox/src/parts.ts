import type { Hono } from 'hono';
import { startMail } from './mail/server.ts';
import type { Sandbox, SandboxOptions } from './options.ts';
import type { World } from './world.ts';
import { openXero } from './xero/server.ts';

/** The parts of the sandbox beside Stripe, each with a state and administration of its own. */
export interface Parts {
  /** Their routes on the sandbox's one HTTP port. */
  mount: (app: Hono) => void;
  /** Where the product finds them, once the HTTP address is known. */
  addresses: (url: string) => Pick<Sandbox, 'mail' | 'xero'>;
  stop: () => Promise<void>;
}

/** Starts the mail server and opens the books. @throws Error when the mail port or the folder cannot be used. */
export async function startParts(options: SandboxOptions, hostname: string, world: World): Promise<Parts> {
  const { dir, seed } = options;
  const mail = await startMail(
    { dir, seed, hostname, port: options.mailPort ?? 0, user: options.mailUser, password: options.mailPassword },
    world.clock,
  );
  const xero = openXero(
    {
      dir,
      seed,
      clientId: options.xeroClientId,
      clientSecret: options.xeroClientSecret,
      redirectUris: options.xeroRedirectUris,
    },
    world.clock,
    world.faults,
    () => world.settings.latencyMs,
  );
  world.alsoForget.push(mail.forget, xero.forget);
  return {
    mount(app) {
      app.route('/_sandbox/mail', mail.routes);
      app.route('/_sandbox/xero', xero.admin);
      app.route('/xero', xero.routes);
    },
    addresses: (url) => ({
      mail: { port: mail.port, url: mail.url },
      xero: {
        authorizeUrl: `${url}/xero/identity/connect/authorize`,
        identityUrl: `${url}/xero/identity`,
        connectionsUrl: `${url}/xero/connections`,
        apiUrl: `${url}/xero/api.xro/2.0`,
        clientId: xero.clientId,
        clientSecret: xero.clientSecret,
      },
    }),
    async stop() {
      await mail.stop();
      xero.stop();
    },
  };
}
