import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { declineText } from '../../portal/declines.ts';
import { shown } from '../ids.ts';
import type { InvoiceAutopayModel, PortalAutopayModel } from '../models/dunning.ts';

type Told = z.output<typeof payments.getInvoiceAutopay.output>;

export function invoiceAutopayView({ tries, ...told }: Told): InvoiceAutopayModel {
  return { ...told, tries: tries.map(({ attemptId, ...each }) => ({ attemptId: shown('att', attemptId), ...each })) };
}

/** Payments has left out already what its payer need not know. */
export function portalAutopayView({ on, state, why, nextOn, tries }: Told): PortalAutopayModel {
  const isOpen = state === 'planned' || state === 'stopped';
  return {
    on,
    nextOn: state === 'planned' ? nextOn : null,
    wants: isOpen && on ? wantsOf(why) : null,
    tries: tries.map(({ at, outcome, code, declineCode, brand, last4 }) => ({
      ...{ at, outcome, brand, last4 },
      decline: outcome === 'refused' ? declineText(declineCode ?? code) : null,
    })),
  };
}

function wantsOf(why: Told['why']): PortalAutopayModel['wants'] {
  if (why === 'authenticate') return 'authenticate';
  return why === 'never' || why === 'ask' || why === 'noCard' || why === 'exhausted' ? 'card' : null;
}
