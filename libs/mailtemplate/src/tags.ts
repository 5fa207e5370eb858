/**
 * Every merge tag: what it stands for, and an example to preview with. A kind of mail says which of them it knows; what has no value in a
 * mail takes the paragraph that names it along.
 */
export const tags = {
  customer_name: { about: 'The customer’s name', example: 'Ada Ltd' },
  company_name: { about: 'Your company’s name', example: 'Harbour IT' },
  support_contact: {
    about: 'Where customers reach you: the mail address of your company',
    example: 'billing@harbour.example',
  },
  invoice_number: { about: 'The invoice’s number', example: 'HIT-0042' },
  invoice_total: { about: 'The invoice’s total, with tax', example: '£944.33' },
  amount_due: { about: 'What is left to pay', example: '£944.33' },
  due_date: { about: 'The day by which it is to be paid', example: '4 December 2026' },
  payment_link: {
    about: 'The reader’s own link, to look at it and to pay',
    example: 'https://pay.harbour.example/pay#…',
  },
  quote_number: { about: 'The quote’s number', example: 'Q-0007' },
  quote_total: { about: 'What the quote comes to, with tax', example: '£1,180.00' },
  valid_until: { about: 'The last day of the quote', example: '4 December 2026' },
  accepted_by: { about: 'Who accepted the quote', example: 'Ada Lovelace' },
  decline_reason: { about: 'Why the quote was declined', example: 'Too dear' },
  quote_link: {
    about: 'The reader’s own link, to look at the quote and to answer it',
    example: 'https://pay.harbour.example/quote#…',
  },
  sign_in_link: { about: 'The reader’s own link to sign in', example: 'https://pay.harbour.example/signin#…' },
  portal_link: {
    about: 'A link to a page of the customer’s account, where they sign in',
    example: 'https://pay.harbour.example/portal/harbour',
  },
  amount_paid: { about: 'The payment', example: '£400.00' },
  paid_on: { about: 'The day the payment came', example: '20 November 2026' },
  payment_method: { about: 'How it was paid', example: 'Card' },
  advice: {
    about: 'What the payer can do now',
    example:
      'The card did not cover the amount this time. You can try again later, pay a part of it, or use another card.',
  },
  next_try: { about: 'The day of the next try', example: '7 December 2026' },
  pay_by: { about: 'The day by which it is to be paid at the last', example: '20 December 2026' },
  credit_note_number: { about: 'The credit note’s number', example: 'HIT-CN-0003' },
  credit_note_total: { about: 'The credit note’s total, with tax', example: '£120.00' },
  credit_amount: { about: 'What was added to the customer’s credit', example: '£120.00' },
  statement_from: { about: 'The first day of the statement', example: '1 October 2026' },
  statement_until: { about: 'The last day of the statement', example: '30 November 2026' },
  statement_balance: { about: 'What the customer owes on the last day, less their credit', example: '£944.33' },
  amount_overdue: { about: 'What was due before the last day', example: '£412.00' },
  card_name: { about: 'The card, by its network and last digits', example: 'Visa •••• 4242' },
  card_expiry: { about: 'The month the card ends in', example: '04/2028' },
  amount_refunded: { about: 'What goes back to the customer', example: '£120.00' },
  amount_disputed: { about: 'The payment that the bank takes issue with', example: '£120.00' },
  dispute_reason: { about: 'What the customer told their bank', example: 'fraudulent' },
  answer_by: { about: 'The day by which the bank wants an answer', example: '4 December 2026' },
  problem: { about: 'What went wrong, in words', example: 'The mail server refused it: no such mailbox.' },
  alarm_count: { about: 'How many things wait for somebody', example: '3' },
  mail_subject: {
    about: 'The subject of the mail that was not delivered',
    example: 'Invoice HIT-0042 from Harbour IT',
  },
  mail_recipient: { about: 'The address it was meant for', example: 'ada@example.com' },
  staff_link: { about: 'A link to the page where staff see it', example: 'https://billing.harbour.example/invoices' },
} as const satisfies Readonly<Record<string, { about: string; example: string }>>;

export type Tag = keyof typeof tags;

export const isTag = (name: string): name is Tag => Object.hasOwn(tags, name);

/** What a tag may stand for in one mail. */
export type TagValues = Partial<Record<Tag, string>>;

/** Tags that are links: never values, put in when the mail is sent. */
export const linkTags: ReadonlySet<Tag> = new Set<Tag>([
  'payment_link',
  'quote_link',
  'sign_in_link',
  'portal_link',
  'staff_link',
]);
