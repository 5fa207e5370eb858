import type { OnboardingLink } from '../kinds.ts';
import { platformScope } from '../payments/applicationFee.ts';
import { find, insert, save } from '../store/objects.ts';
import type { Scope } from '../world.ts';

const lasts_s = 300;

export function newLink(
  scope: Scope,
  account: string,
  { refresh_url, return_url }: { refresh_url: string; return_url: string },
): OnboardingLink & { url: string } {
  const id = scope.world.ids.next('link_', 32);
  const expires_at = scope.now + lasts_s;
  const link: OnboardingLink = { id, account, refresh_url, return_url, expires_at, visit: null, done: false };
  insert(platformScope(scope), 'account_link', link, null);
  return { ...link, url: `${scope.world.baseUrl()}/_sandbox/onboarding/${id}` };
}

/** Opens a link; null when it was opened before or is too old. */
export function openLink(scope: Scope, id: string): OnboardingLink | null | undefined {
  const platform = platformScope(scope);
  const link = find(platform, 'account_link', id)?.body;
  if (!link) return undefined;
  if (link.visit !== null || link.expires_at <= scope.now) return null;
  const opened = { ...link, visit: scope.world.ids.next('', 24) };
  save(platform, 'account_link', opened, null);
  return opened;
}

/** The link whose page this is, and that nobody has finished yet. */
export function visitedLink(scope: Scope, id: string, visit: string): OnboardingLink | undefined {
  const link = find(platformScope(scope), 'account_link', id)?.body;
  return link && !link.done && link.visit === visit ? link : undefined;
}

export const finishLink = (scope: Scope, link: OnboardingLink): void =>
  save(platformScope(scope), 'account_link', { ...link, done: true }, null);
