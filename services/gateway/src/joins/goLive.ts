import { directory, payments } from '@purser/contracts';
import type { z } from 'zod';
import type { GoLiveModel } from '../api/models/stripe.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { gathering } from './settle.ts';

type Setup = z.output<typeof payments.getStripeSetup.output>;
type Connect = z.output<typeof payments.getConnect.output>;
type Live = Setup['modes'][number] | undefined;
type Item = GoLiveModel['items'][number];

const stripeHref = '/admin/settings/stripe';
const connectHref = '/admin/settings/stripe-connect';

/** What is to be there before real money is taken, in the order in which it is done. */
export async function readGoLive(g: Gateway, who: Staff): Promise<GoLiveModel> {
  const parts = gathering(g.log);
  const [tenant, setup, connect] = await Promise.all([
    g.client.query(directory.getTenant, {}, who),
    parts.ask('payments', g.client.query(payments.getStripeSetup, {}, who)),
    parts.ask('payments', g.client.query(payments.getConnect, {}, who)),
  ]);
  const live = setup?.modes.find(({ mode }) => mode === 'live');
  const items = [
    {
      id: 'company',
      title: 'Your company’s details',
      text: tenant.company ? 'They stand on every invoice.' : 'Name, address and tax number stand on every invoice.',
      done: Boolean(tenant.company),
      href: '/admin/settings/company',
    },
    ...(connect && isConnected(connect, live) ? ofConnection(connect) : ofStripe(live, setup?.inUse ?? null)),
  ];
  return { ready: items.every(({ done }) => done), items, missing: parts.missing() };
}

function ofStripe(live: Live, inUse: Setup['inUse']): Item[] {
  const says = (item: string) => live?.verdicts.find((each) => each.item === item);
  const hears = live?.endpoints.some(({ lastEventAt }) => lastEventAt !== null) ?? false;
  const worst = live?.verdicts.find(({ verdict }) => verdict === 'bad');
  const item = (id: string, title: string, done: boolean, text: string): Item => ({
    id,
    title,
    done,
    text,
    href: stripeHref,
  });
  return [
    item(
      'keys',
      'Live keys',
      Boolean(live?.keys),
      live?.keys ? 'They are stored, sealed.' : 'Copy them from Stripe’s dashboard, Developers, API keys.',
    ),
    item(
      'charges',
      'Stripe lets you charge',
      says('charges')?.verdict === 'ok',
      says('charges')?.text ?? 'Stripe asks for your details before it pays out.',
    ),
    item(
      'endpoint',
      'Stripe tells us what happens',
      says('endpoint')?.verdict === 'ok',
      says('endpoint')?.text ?? 'A webhook endpoint is made with one click.',
    ),
    item(
      'event',
      'A live event has arrived',
      hears,
      hears ? 'Stripe reaches this installation.' : 'The connection test causes one.',
    ),
    item(
      'check',
      'The connection test finds nothing bad',
      Boolean(live?.checkedAt) && !worst,
      worst?.text ?? (live?.checkedAt ? 'All of it was looked at.' : 'Run it once the keys are there.'),
    ),
    item(
      'use',
      'Live mode is in use',
      inUse?.mode === 'live',
      inUse?.mode === 'live' ? 'New payments are real.' : 'Switch once all above is done.',
    ),
  ];
}

/** Whether payments are taken at an account that is connected to the installation, or are going to be. */
function isConnected({ inUse, connections }: Connect, live: Live): boolean {
  if (inUse) return inUse.account !== 'own';
  return !live?.keys && connections.some(({ status }) => status !== 'left');
}

/** At a connected account the keys and the endpoints are the installation's; the tenant's is how the account stands. */
function ofConnection({ inUse, connections }: Connect): Item[] {
  const used = inUse?.mode === 'live' ? connections.find(({ account }) => account === inUse.account) : undefined;
  const live = used ?? connections.find(({ mode, status }) => mode === 'live' && status !== 'left');
  const isOpen = live?.status === 'open' && !(used && inUse?.stopped);
  const item = (id: string, title: string, done: boolean, text: string): Item => ({
    ...{ id, title, text, done },
    href: connectHref,
  });
  return [
    item(
      'connection',
      'A connected account for real money',
      isOpen,
      isOpen
        ? `${live.account} is connected.`
        : live
          ? 'The account is not connected any more. Connect it again.'
          : 'Connect your Stripe account in live mode.',
    ),
    item(
      'charges',
      'Stripe lets you charge',
      live?.charges === 'active',
      live?.charges === 'active' ? 'The account can charge cards.' : 'Stripe asks for your details before you can.',
    ),
    item(
      'payouts',
      'Stripe pays out to you',
      live?.payouts === 'active',
      live?.payouts === 'active' ? 'What comes in is paid out.' : 'Stripe needs a bank account to pay out to.',
    ),
    item(
      'due',
      'Stripe wants to know nothing more',
      live !== undefined && live.due.length === 0,
      live === undefined
        ? 'It tells what it needs once the account is connected.'
        : live.due.length === 0
          ? 'Nothing is asked for.'
          : `It asks for more${live.dueBy === null ? '' : ` by ${live.dueBy.slice(0, 10)}`}; go on at Stripe.`,
    ),
    item(
      'use',
      'Live mode is in use',
      used !== undefined,
      used ? 'New payments are real.' : 'Take payments at the live account once all above is done.',
    ),
  ];
}
