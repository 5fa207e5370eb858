import fc from 'fast-check';
import Stripe from 'stripe';
import { expect, it } from 'vitest';
import { signatureHeader } from './sign.ts';

it("passes the SDK's check for each secret it was signed with, and for no other", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 8 }), (text, name) => {
      const payload = JSON.stringify({ id: 'evt_1', object: 'event', text });
      const header = signatureHeader(payload, [`whsec_${name}`, 'whsec_other'], Math.floor(Date.now() / 1000));
      for (const secret of [`whsec_${name}`, 'whsec_other']) {
        expect(Stripe.webhooks.constructEvent(payload, header, secret).id).toBe('evt_1');
      }
      expect(() => Stripe.webhooks.constructEvent(payload, header, 'whsec_wrong')).toThrow();
    }),
  );
});
