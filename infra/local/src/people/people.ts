export { atDesk, browserThere, cookieOf, onPhone, openBrowser, type Visitor, visitor } from './browser.ts';
export { cards, type Payer, type PayPage, payerOf, payPage } from './payer.ts';
export { type Line, type NewInvoice, type Staff, staffAt } from './staff.ts';
