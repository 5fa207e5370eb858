import type { StripeModeModel } from '../../../../src/api/models/stripe.ts';

export const modeWords: Record<StripeModeModel['mode'], string> = { test: 'Test mode', live: 'Live mode' };

/** What is read again when something of the set-up changes. */
export const touched = () => ['/stripe', '/operator/stripe', '/stripe-connect', '/dashboard'];

type Item = StripeModeModel['verdicts'][number]['item'];

export const itemWords: Record<Item, string> = {
  secretKey: 'Secret key',
  publishableKey: 'Publishable key',
  permissionCustomers: 'Permission for customers',
  permissionPayments: 'Permission for payments',
  permissionSetups: 'Permission for putting cards on file',
  permissionCards: 'Permission for cards on file',
  permissionRefunds: 'Permission for charges and refunds',
  permissionBalance: 'Permission for fees',
  permissionDisputes: 'Permission for disputes',
  permissionPayouts: 'Permission for payouts',
  permissionEvents: 'Permission for events',
  permissionEndpoints: 'Permission for webhook endpoints',
  charges: 'Charging',
  endpoint: 'Webhook endpoint',
  events: 'Events',
  apiVersion: 'API version',
  lastEvent: 'Last event',
  refused: 'Refused deliveries',
  thinEvents: 'Thin events',
  clock: 'Clock',
};

/** For how long the old one counts, at choice. */
export const keepOptions = [
  { value: '0', label: 'Not at all: only the new one counts' },
  { value: '1', label: 'An hour' },
  { value: '24', label: 'A day' },
  { value: '72', label: 'Three days' },
  { value: '168', label: 'A week' },
];

export const webhookSecretForm = /^whsec_\S{8,}$/;
