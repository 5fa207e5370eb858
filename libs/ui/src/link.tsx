import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { useSurroundings } from './theme/surroundings.tsx';

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { href: string };

/** A link that stays in the app where it can, and is a plain link to the browser: new tab, copy address and middle click all work. */
export function Link({ href, onClick, target, ...rest }: LinkProps) {
  const { navigate } = useSurroundings();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !navigate || target || !staysInApp(href) || opensElsewhere(event)) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} target={target} rel={target === '_blank' ? 'noreferrer' : undefined} {...rest} onClick={follow} />
  );
}

/** A path of this app, or a query on the page shown. Files and the API are the server's. */
export function staysInApp(href: string): boolean {
  if (href.startsWith('?')) return true;
  // A browser reads a backslash as a slash, and two of them as another host.
  return /^\/(?![/\\])/.test(href) && !href.startsWith('/api/');
}

function opensElsewhere(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
