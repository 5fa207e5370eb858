/**
 * The token of a link, out of the address's fragment, where no server and no log sees it. It is taken out of the address at once: what stays there
 * is kept in the browser's history and goes along when the page is shared.
 */
export function takeToken(
  where: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string {
  const token = where.hash.replace(/^#/, '');
  if (token !== '') history.replaceState(null, '', where.pathname + where.search);
  return token;
}
