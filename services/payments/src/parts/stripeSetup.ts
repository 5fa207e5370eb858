import { answer, handle, handleStepped } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { checkStripe } from '../commands/stripeSetup/checkStripe.ts';
import { configureStripe } from '../commands/stripeSetup/configureStripe.ts';
import { endStripeEndpoint } from '../commands/stripeSetup/endStripeEndpoint.ts';
import { makeStripeEndpoint, rotateStripeEndpoint } from '../commands/stripeSetup/makeStripeEndpoint.ts';
import { setStripeKeys } from '../commands/stripeSetup/setStripeKeys.ts';
import { useStripeMode } from '../commands/stripeSetup/useStripeMode.ts';
import { addStripeEndpoint, addWebhookSecret, dropWebhookSecrets } from '../commands/stripeSetup/webhookSecrets.ts';
import type { Outside } from '../outside.ts';
import { getStripeSetup } from '../queries/getStripeSetup.ts';

/** A tenant's own keys and the endpoints that Stripe calls for them. */
export function stripeSetupHandlers(outside: Outside) {
  return [
    handle(contract.configureStripe, configureStripe(outside.accounts)),
    handleStepped(contract.setStripeKeys, setStripeKeys(outside)),
    handleStepped(contract.checkStripe, checkStripe(outside)),
    handle(contract.useStripeMode, useStripeMode),
    handleStepped(contract.makeStripeEndpoint, makeStripeEndpoint(outside)),
    handle(contract.addStripeEndpoint, addStripeEndpoint),
    handleStepped(contract.rotateStripeEndpoint, rotateStripeEndpoint(outside)),
    handle(contract.addWebhookSecret, addWebhookSecret),
    handleStepped(contract.endStripeEndpoint, endStripeEndpoint(outside)),
    handle(contract.dropWebhookSecrets, dropWebhookSecrets),
    answer(contract.getStripeSetup, getStripeSetup(outside)),
  ];
}

export const stripeSetupMessages = [contract.checkStripe, contract.endStripeEndpoint, contract.dropWebhookSecrets];
