import { expect, test } from 'vitest';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { healthy } from './healthy.fixture.ts';
import { mailChecks, mailFigures } from './mail.ts';

const seenBy = (run: Snapshot) =>
  Object.entries(mailChecks)
    .filter(([, check]) => check.find(run).offenders.length > 0)
    .map(([name]) => name);

function at<T>(of: readonly T[], index: number): T {
  const one = of[index];
  if (one === undefined) throw new Error(`there is no number ${index}`);
  return one;
}

/** What goes wrong, what is done to a healthy run, and which checks must see it. */
const wrongs: [string, (run: Snapshot) => void, string[]][] = [
  ['an invoice was never mailed', ({ mails }) => mails.splice(1, 1), ['mailsArrived', 'mailsMeant']],
  ['a receipt was never mailed', ({ mails }) => mails.splice(3, 1), ['mailsArrived', 'mailsMeant']],
  ['a receipt says sent and did not come', ({ mailbox }) => mailbox.splice(3, 1), ['mailsArrived']],
  [
    'a mail was given up',
    ({ mails, mailbox }) => {
      at(mails, 3).status = 'failed';
      mailbox.splice(3, 1);
    },
    ['mailsArrived', 'mailsFinished'],
  ],
  [
    'a mail came and is said to have failed',
    ({ mails }) => (at(mails, 3).status = 'failed'),
    ['mailsArrived', 'mailsMeant', 'mailsFinished'],
  ],
  [
    'the mail of an invoice that was not void was dropped',
    ({ invoices }) => (at(invoices, 2).isVoid = false),
    ['mailsArrived'],
  ],
  [
    'a void is told of an invoice that is not void',
    ({ mails }) => {
      mails.push({
        ...at(mails, 2),
        kind: 'invoiceVoided',
        sourceId: 'i1',
        mailId: 'm8',
        messageId: 'v1@x',
        status: 'dropped',
      });
    },
    ['mailsMeant'],
  ],
  ['a mail is still being sent', ({ mails }) => (at(mails, 7).status = 'sending'), ['mailsFinished']],
  [
    'a payment has two receipts',
    ({ mails, mailbox }) => {
      mails.push({ ...at(mails, 3), kind: 'invoicePartlyPaid', mailId: 'm9', messageId: 'p1b@x' });
      mailbox.push({ ...at(mailbox, 3), messageId: 'p1b@x' });
    },
    ['mailsArrived'],
  ],
  ['a mail came twice in a run in which nothing was cut off', (run) => (run.cutOff = 0), ['mailsCopied']],
  ['a mail came twice of one try', ({ mails }) => (at(mails, 0).tries = 1), ['mailsCopied']],
  ['a copy has another subject', ({ mailbox }) => (at(mailbox, 1).subject = 'Invoice X-000001 again'), ['mailsCopied']],
  ['a copy says something else', ({ mailbox }) => (at(mailbox, 1).says = 'different'), ['mailsCopied']],
  ['a copy went elsewhere', ({ mailbox }) => (at(mailbox, 1).to = ['c2@example.com']), ['mailsCopied', 'mailsMeant']],
  [
    'a mail went to another tenant’s customer',
    ({ mailbox }) => (at(mailbox, 2).to = ['c2@example.com']),
    ['mailsMeant'],
  ],
  ['a mail went to a second reader too', ({ mailbox }) => at(mailbox, 2).to.push('c2@example.com'), ['mailsMeant']],
  [
    'a mail was meant for another customer',
    ({ mails }) => Object.assign(at(mails, 1), { tenant: 't2', customerId: 'c2' }),
    ['mailsArrived', 'mailsMeant'],
  ],
  [
    'a mail came that nobody knows of',
    ({ mailbox }) => mailbox.push({ ...at(mailbox, 2), messageId: 'x9@x' }),
    ['mailsMeant'],
  ],
  [
    'a mail is about nothing',
    ({ mails, mailbox }) => {
      mails.push({ ...at(mails, 1), mailId: 'm9', sourceId: 'i9', messageId: 'i9@x' });
      mailbox.push({ ...at(mailbox, 2), messageId: 'i9@x' });
    },
    ['mailsMeant'],
  ],
  [
    'an invoice is said to be paid for good twice',
    (run) => {
      run.allocations.push({ ...at(run.allocations, 0), paymentId: 'p2' });
      run.mails.push({ ...at(run.mails, 3), mailId: 'm9', sourceId: 'p2', messageId: 'p2@x' });
      run.mailbox.push({ ...at(run.mailbox, 3), messageId: 'p2@x' });
    },
    ['mailsFinished'],
  ],
];

test('a run in which all mail is well breaks nothing', () => {
  expect(seenBy(healthy())).toEqual([]);
});

test.each(wrongs)('it is seen when %s', (_what, doctor, checks) => {
  const run = healthy();
  doctor(run);
  expect(seenBy(run)).toEqual(checks);
});

test('every one of these checks can fail', () => {
  expect(new Set(wrongs.flatMap(([, , checks]) => checks))).toEqual(new Set(Object.keys(mailChecks)));
});

test('copies beyond the first are counted, and the mails whose time has not come', () => {
  expect(mailFigures(healthy())).toEqual({ sent: 6, extra_copies: 1, tried_again: 1, dropped: 1, ahead: 1 });
});

test('a mail that came after the database was read is no mail without a cause; one that came before is', () => {
  const strange = (isLate: boolean) => {
    const run = healthy();
    run.mailbox.push({ ...at(run.mailbox, 3), messageId: 'later@x', isLate });
    return seenBy(run);
  };
  expect(strange(true)).toEqual([]);
  expect(strange(false)).toEqual(['mailsMeant']);
});
