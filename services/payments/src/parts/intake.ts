import { answer, handle, handleStepped } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { awaitAccount } from '../commands/webhooks/awaitAccount.ts';
import { followThin } from '../commands/webhooks/followThin.ts';
import { keepWebhooks, tidyWebhooks } from '../commands/webhooks/keepWebhooks.ts';
import { replayWebhook } from '../commands/webhooks/replayWebhook.ts';
import { continueReplay, replayWebhooks } from '../commands/webhooks/replayWebhooks.ts';
import type { Outside } from '../outside.ts';
import { getWebhookEvent } from '../queries/getWebhookEvent.ts';
import { listReplays } from '../queries/listReplays.ts';
import { listUnknownAccounts } from '../queries/listUnknownAccounts.ts';
import { listWebhookEvents } from '../queries/listWebhookEvents.ts';

/** Stripe's events, as they came in: what people see of them, and what they may do with them. */
export function intakeHandlers(outside: Outside, wake: () => void) {
  const line = { clock: outside.clock, wake };
  return [
    handleStepped(contract.followThin, followThin(outside)),
    handle(contract.awaitAccount, awaitAccount(outside.accounts, line)),
    handle(contract.replayWebhook, replayWebhook(line)),
    handle(contract.replayWebhooks, replayWebhooks),
    handle(contract.continueReplay, continueReplay(line)),
    handle(contract.keepWebhooks, keepWebhooks),
    handle(contract.tidyWebhooks, tidyWebhooks),
    answer(contract.listWebhookEvents, listWebhookEvents),
    answer(contract.getWebhookEvent, getWebhookEvent),
    answer(contract.listReplays, listReplays),
    answer(contract.listUnknownAccounts, listUnknownAccounts),
  ];
}

export const intakeMessages = [
  contract.awaitAccount,
  contract.continueReplay,
  contract.followThin,
  contract.tidyWebhooks,
];
