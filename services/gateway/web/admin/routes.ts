/** The addresses of the app's pages. */
export const routes = {
  dashboard: '/admin',
  invoices: '/admin/invoices',
  newInvoice: '/admin/invoices/new',
  invoice: (id: string) => `/admin/invoices/${id}`,
  editInvoice: (id: string) => `/admin/invoices/${id}/edit`,
  customers: '/admin/customers',
  newCustomer: '/admin/customers/new',
  customer: (id: string) => `/admin/customers/${id}`,
  payments: '/admin/payments',
  payment: (id: string) => `/admin/payments/${id}`,
  mails: '/admin/mails',
  mail: (id: string) => `/admin/mails/${id}`,
  commands: '/admin/commands',
  command: (id: string) => `/admin/commands/${id}`,
  alarms: '/admin/alarms',
  webhooks: '/admin/webhooks',
  settings: '/admin/settings',
  setting: (part: SettingsPart) => `/admin/settings/${part}`,
} as const;

export const settingsParts = ['company', 'accounting', 'api-keys', 'account'] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** An invoice's list with a filter, as every figure of the dashboard opens it. */
export const invoicesWith = (filter: string): string => `${routes.invoices}?filter=${encodeURIComponent(filter)}`;

const idPatterns = {
  inv: /^inv_[0-9a-f]{32}$/,
  cus: /^cus_[0-9a-f]{32}$/,
  pay: /^pay_[0-9a-f]{32}$/,
  eml: /^eml_[0-9a-f]{32}$/,
  cmd: /^cmd_[0-9a-f]{32}$/,
};

/** An id out of an address. What is none never reaches a request. */
export function idIn(prefix: keyof typeof idPatterns, text: string | undefined): string | undefined {
  return text !== undefined && idPatterns[prefix].test(text) ? text : undefined;
}

/** Where an address leads: a page of ours, a file or the API of this server; anything else is refused, whoever wrote it. */
export function safeHref(href: string | null | undefined): string | undefined {
  return href && /^\/(?![/\\])/.test(href) ? href : undefined;
}
