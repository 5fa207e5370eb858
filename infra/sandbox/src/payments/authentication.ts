import type { MethodSecret } from '../kinds.ts';
import type { TestCard } from './cards.ts';

export interface AuthenticationRequest {
  offSession: boolean;
  /** The merchant asks for 3D Secure whatever the card needs. */
  requested: boolean;
}

/** Whether the bank wants the payer to authenticate, and whether the payer notices. */
export function authenticationNeeded(
  card: TestCard,
  secret: Pick<MethodSecret, 'setUp'>,
  request: AuthenticationRequest,
): 'challenge' | 'frictionless' | 'none' {
  switch (card.authentication) {
    case 'always':
      return 'challenge';
    case 'unless_set_up':
      return request.offSession && secret.setUp ? 'none' : 'challenge';
    case 'on_session':
      return request.offSession ? 'none' : 'challenge';
    case 'on_request':
      return request.requested && !request.offSession ? 'challenge' : 'none';
    case 'never':
      return card.threeDSecure === 'frictionless' && !request.offSession ? 'frictionless' : 'none';
  }
}
