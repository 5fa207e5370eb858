/** @import { IntentAnswer, IntentCall } from '../shared/protocol.ts' */
/** @import { Line } from './line.js' */
import { answerIn } from '../shared/protocol.ts';
import { openLine } from './line.js';

/** @type {Line | undefined} */
let line;

/** The hidden frame that calls the API for the page, whose own policy need not allow it to. */
function backstage() {
  if (line?.frame.isConnected) return line;
  line?.end();
  line = openLine({
    path: '/_stripejs/backstage',
    title: 'Payment calls',
    parent: document.body,
    style: { display: 'none' },
    heard() {},
  });
  return line;
}

/**
 * Looks at an intent, or confirms it with a payment method that is stored.
 * @param {IntentCall} call
 * @returns {Promise<IntentAnswer>}
 */
export const callIntent = async (call) => answerIn(await backstage().ask('intent', call));
