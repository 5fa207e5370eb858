export * from './invoicing/commands.ts';
export * from './invoicing/events.ts';
export * from './invoicing/queries.ts';
export { documentKind, invoiceStatus, paymentMethod } from './invoicing/shapes.ts';
