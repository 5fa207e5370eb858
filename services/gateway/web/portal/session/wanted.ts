const item = (slug: string) => `purser-wanted-${slug}`;

/**
 * Where somebody wanted to go who had to sign in first: the link that signs in comes by mail and opens a page of its own. Only an
 * invoice of that portal, and its page of cards, are remembered.
 */
export function noteWanted(store: Storage, slug: string, path: string): void {
  if (isRemembered(slug, path)) store.setItem(item(slug), path);
}

/** Where to go after signing in; once. */
export function takeWanted(store: Storage, slug: string): string {
  const path = store.getItem(item(slug));
  store.removeItem(item(slug));
  return path !== null && isRemembered(slug, path) ? path : `/portal/${slug}`;
}

function isRemembered(slug: string, path: string): boolean {
  if (path === `/portal/${slug}/payment-methods`) return true;
  const root = `/portal/${slug}/invoices/`;
  return path.startsWith(root) && /^inv_[0-9a-f]{32}$/.test(path.slice(root.length));
}
