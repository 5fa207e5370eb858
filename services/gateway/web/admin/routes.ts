/** The addresses of the app's pages. */
export const routes = {
  dashboard: '/admin',
  invoices: '/admin/invoices',
  newInvoice: '/admin/invoices/new',
  invoice: (id: string) => `/admin/invoices/${id}`,
  editInvoice: (id: string) => `/admin/invoices/${id}/edit`,
  runs: '/admin/invoices/runs',
  run: (id: string) => `/admin/invoices/runs/${id}`,
  quotes: '/admin/quotes',
  newQuote: '/admin/quotes/new',
  quote: (id: string) => `/admin/quotes/${id}`,
  editQuote: (id: string) => `/admin/quotes/${id}/edit`,
  recurring: '/admin/recurring',
  newRecurring: '/admin/recurring/new',
  recurringInvoice: (id: string) => `/admin/recurring/${id}`,
  editRecurring: (id: string) => `/admin/recurring/${id}/edit`,
  customers: '/admin/customers',
  newCustomer: '/admin/customers/new',
  importCustomers: '/admin/customers/import',
  customer: (id: string) => `/admin/customers/${id}`,
  payments: '/admin/payments',
  payment: (id: string) => `/admin/payments/${id}`,
  disputes: '/admin/disputes',
  autopay: '/admin/autopay',
  payouts: '/admin/payouts',
  payout: (id: string) => `/admin/payouts/${id}`,
  reconciliation: '/admin/reconciliation',
  proof: (id: string) => `/admin/reconciliation/proofs/${id}`,
  reports: '/admin/reports',
  ageing: '/admin/reports/ageing',
  taxReport: '/admin/reports/tax',
  statement: (customerId: string) => `/admin/customers/${customerId}/statement`,
  mails: '/admin/mails',
  mail: (id: string) => `/admin/mails/${id}`,
  commands: '/admin/commands',
  command: (id: string) => `/admin/commands/${id}`,
  alarms: '/admin/alarms',
  webhooks: '/admin/webhooks',
  webhook: (id: string) => `/admin/webhooks/${id}`,
  platformEvent: (id: string) => `/admin/settings/platform-events/${id}`,
  settings: '/admin/settings',
  setting: (part: SettingsPart) => `/admin/settings/${part}`,
} as const;

export const settingsParts = [
  'company',
  'reminders',
  'late-fees',
  'dunning',
  'numbering',
  'terms',
  'tax',
  'exchange-rates',
  'mail-templates',
  'mail',
  'stripe',
  'stripe-connect',
  'platform',
  'platform-stripe',
  'platform-events',
  'accounting',
  'api-keys',
  'account',
] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** The customers who have a tag. */
export const customersTagged = (tag: string): string =>
  `${routes.customers}?filter=${encodeURIComponent(`tag:${tag}`)}`;

/** What waits at the platform for one account. */
export const eventsOfAccount = (account: string): string =>
  `${routes.setting('platform-events')}?status=unrouted&account=${encodeURIComponent(account)}`;

/** An invoice's list with a filter, as every figure of the dashboard opens it. */
export const invoicesWith = (filter: string): string => `${routes.invoices}?filter=${encodeURIComponent(filter)}`;

const idPatterns = {
  inv: /^inv_[0-9a-f]{32}$/,
  quo: /^quo_[0-9a-f]{32}$/,
  cus: /^cus_[0-9a-f]{32}$/,
  pay: /^pay_[0-9a-f]{32}$/,
  eml: /^eml_[0-9a-f]{32}$/,
  rec: /^rec_[0-9a-f]{32}$/,
  cmd: /^cmd_[0-9a-f]{32}$/,
  run: /^run_[0-9a-f]{32}$/,
  prf: /^prf_[0-9a-f]{32}$/,
  pot: /^pot_[0-9a-f]{32}$/,
  /** Stripe's own. */
  evt: /^[A-Za-z0-9_]{1,255}$/,
};

/** An id out of an address. What is none never reaches a request. */
export function idIn(prefix: keyof typeof idPatterns, text: string | undefined): string | undefined {
  return text !== undefined && idPatterns[prefix].test(text) ? text : undefined;
}

/** Where an address leads: a page of ours, a file or the API of this server; anything else is refused, whoever wrote it. */
export function safeHref(href: string | null | undefined): string | undefined {
  return href && /^\/(?![/\\])/.test(href) ? href : undefined;
}
