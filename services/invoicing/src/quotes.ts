import { answer, handle, handleStepped } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { acceptQuote } from './commands/quotes/acceptQuote.ts';
import { askForQuote } from './commands/quotes/askForQuote.ts';
import { convertQuote } from './commands/quotes/convertQuote.ts';
import { declineQuote } from './commands/quotes/declineQuote.ts';
import { discardQuote } from './commands/quotes/discardQuote.ts';
import { draftQuote } from './commands/quotes/draftQuote.ts';
import { expireQuote } from './commands/quotes/expireQuote.ts';
import { recordQuoteView } from './commands/quotes/recordQuoteView.ts';
import { reviseQuote } from './commands/quotes/reviseQuote.ts';
import { sendQuote } from './commands/quotes/sendQuote.ts';
import { updateQuote } from './commands/quotes/updateQuote.ts';
import { withdrawQuote } from './commands/quotes/withdrawQuote.ts';
import type { Outside } from './outside.ts';
import { getQuote } from './queries/quotes/getQuote.ts';
import { getQuoteTimeline } from './queries/quotes/getQuoteTimeline.ts';
import { listQuotes } from './queries/quotes/listQuotes.ts';
import { quotesPanel } from './queries/quotes/quotesPanel.ts';

/** What is said of quotes. */
export const quoteEvents = [
  contract.quoteSent,
  contract.quoteAccepted,
  contract.quoteDeclined,
  contract.quoteExpired,
  contract.quoteWithdrawn,
  contract.quoteConverted,
  contract.quoteAskedFor,
];

/** The contents page of quotes. */
export function quoteHandlers(outside: Outside) {
  return [
    handleStepped(contract.draftQuote, draftQuote(outside)),
    handleStepped(contract.updateQuote, updateQuote(outside)),
    handle(contract.discardQuote, discardQuote),
    handleStepped(contract.sendQuote, sendQuote(outside)),
    handle(contract.withdrawQuote, withdrawQuote),
    handle(contract.reviseQuote, reviseQuote),
    handle(contract.acceptQuote, acceptQuote),
    handle(contract.declineQuote, declineQuote),
    handle(contract.convertQuote, convertQuote),
    handle(contract.expireQuote, expireQuote),
    handle(contract.recordQuoteView, recordQuoteView),
    handle(contract.askForQuote, askForQuote),
    answer(contract.getQuote, getQuote),
    answer(contract.getQuoteTimeline, getQuoteTimeline),
    answer(contract.listQuotes, listQuotes),
    answer(contract.quotesPanel, quotesPanel),
  ];
}
