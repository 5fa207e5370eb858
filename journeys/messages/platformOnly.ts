/** What is asked of the platform and of no tenant: people who work, and where an address or a link leads. */
export const platformOnly: ReadonlySet<string> = new Set([
  'directory.createStaff',
  'directory.setPassword',
  'directory.setMembership',
  'directory.findStaff',
  'directory.getStaff',
  'directory.findTenant',
  'directory.findLink',
]);
