/** What is asked of the platform and of no tenant: people who work, where an address or a link leads, and
 * what is connected to it. */
export const platformOnly: ReadonlySet<string> = new Set([
  'directory.createStaff',
  'directory.setPassword',
  'directory.setMembership',
  'directory.findStaff',
  'directory.getStaff',
  'directory.findTenant',
  'directory.findLink',
  'payments.configureConnect',
  'payments.listConnected',
  'payments.listUnknownAccounts',
]);
