import Stripe from 'stripe';
import type { Pace } from './pace.ts';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

/** So often the same request goes again at once; after that the bus sends it again, later. */
const mostAgain = 3;

/** The SDK's own client at an account's pace. What Stripe would not hear for being too much was not done: it waits, and is said again. */
export function pacedClient(pace: Pace): HttpClient {
  const inner = Stripe.createNodeHttpClient();
  const makeRequest: HttpClient['makeRequest'] = async (...request) => {
    for (let again = 0; ; again += 1) {
      await pace.turn();
      const response = await inner.makeRequest(...request);
      if (response.getStatusCode() !== 429) return response;
      pace.tooMuch();
      if (again === mostAgain) return response;
      // Read to its end, so that its connection is free again.
      await response.toJSON().catch(() => undefined);
    }
  };
  return Object.assign(Object.create(inner) as HttpClient, { makeRequest });
}
