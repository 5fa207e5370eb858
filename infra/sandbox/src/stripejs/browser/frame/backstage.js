import { isIntentCall } from '../shared/protocol.ts';
import { confirmIntent, fetchIntent } from './api.js';
import { listen, on } from './pageLine.js';

listen({
  intent: on(isIntentCall, ({ access, clientSecret, confirm }) =>
    confirm ? confirmIntent(access, clientSecret, confirm) : fetchIntent(access, clientSecret),
  ),
});
