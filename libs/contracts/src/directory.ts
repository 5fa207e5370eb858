export * from './directory/contacts.ts';
export * from './directory/customerLists.ts';
export * from './directory/customers.ts';
export * from './directory/erasure.ts';
export * from './directory/imports.ts';
export * from './directory/links.ts';
export * from './directory/staff.ts';
export * from './directory/tenants.ts';
