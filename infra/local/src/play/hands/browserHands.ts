import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { cards, payerOf } from '../../people/payer.ts';
import { staffAt } from '../../people/staff.ts';
import { type Invoice, told } from '../cast.ts';
import { NotSeen, see } from '../see.ts';
import type { Hands } from './hands.ts';

type Where = {
  edge: string;
  stripe: string;
  signIn: { email: string; password: string };
};

const mails = z.array(z.object({ id: z.string(), subject: z.string() }));
const mail = z.object({ text: z.string() });

/** Staff at a desk and the customer on a phone, each with a browser of their own; the customer comes by the link in the mail. */
export async function browserHands(browser: Browser, { edge, stripe, signIn }: Where): Promise<Hands> {
  const staff = await staffAt(browser, edge);
  const payer = await payerOf(browser);
  let address = '';

  async function linkTo({ number }: Invoice): Promise<string> {
    return see(`the mail with the link to ${number}`, async () => {
      const listed = mails.parse(await read(`${stripe}/_sandbox/mail/messages?to=${encodeURIComponent(address)}`));
      const found = listed.find(({ subject }) => subject.startsWith(`Invoice ${number} `));
      if (!found) return undefined;
      const { text } = mail.parse(await read(`${stripe}/_sandbox/mail/messages/${found.id}`));
      return /https?:\/\/\S+#\S+/.exec(text)?.[0];
    });
  }

  const unharmed = () => {
    const [fault] = [...staff.faults, ...payer.faults];
    if (fault !== undefined) throw new NotSeen(`A page threw: ${fault}`);
  };

  return {
    at: 'in Chromium',
    makeCustomer: async (customer) => {
      address = customer.email;
      await staff.signIn(signIn);
      const { name, email, address: at } = customer;
      await staff.newCustomer({ name, email, street: at.line1, town: at.city, postcode: at.postcode });
      return idIn(staff.page.url(), 'cus');
    },
    issueInvoice: async ({ name }, lines) => {
      const written = lines.map(({ description, quantity, unitAmount, percent }) => {
        return { description, quantity, price: (unitAmount / 100).toFixed(2), tax: `VAT ${percent}%` };
      });
      const shown = await staff.newInvoice({ customer: name, lines: written });
      await staff.issueAndSend();
      return idIn(shown, 'inv');
    },
    payPart: async (invoice, amount) => {
      await payer.openLink(await linkTo(invoice));
      await payer.choose((amount / 100).toFixed(2));
      await payer.typeCard(cards.good);
      await payer.pressPay();
      await payer.notice('Partly paid').waitFor();
      const due = told(invoice.total - amount, invoice.currency);
      await payer.page.getByRole('region', { name: 'What is due' }).getByText(due).first().waitFor();
    },
    beDeclined: async () => {
      await payer.choose('all');
      await payer.typeCard(cards.declined);
      await payer.pressPay();
      const advice = payer.page.getByRole('main').getByRole('alert').filter({ hasText: 'declined' });
      await advice.waitFor();
      // Its heading is a line of its own for whoever sees it, and runs into the rest for whoever reads its text.
      const title = await advice.getByRole('paragraph').first().textContent();
      const whole = (await advice.textContent()) ?? '';
      return `${title}\n${whole.slice(title?.length)}`;
    },
    payRest: async () => {
      await payer.typeCard(cards.threeDSecure);
      await payer.pressPay();
      await payer.confirmAtBank();
      await payer.paid();
      // Nobody loaded the staff's page again.
      await staff.page.getByRole('main').getByText('Paid', { exact: true }).first().waitFor();
      unharmed();
    },
  };
}

/** Addresses of pages name things as the API does. */
function idIn(url: string, prefix: string): string {
  const [, hex] = new RegExp(`${prefix}_([0-9a-f]{32})`).exec(url) ?? [];
  if (!hex) throw new NotSeen(`The page's address names no ${prefix}_…: ${url}`);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

async function read(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new NotSeen(`${url} answered ${answer.status}.`);
  return answer.json();
}
