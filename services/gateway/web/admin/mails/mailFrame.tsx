import { useMemo, useState } from 'react';
import { frameSource, paintFrame } from './frameSource.ts';

const FIRST_PX = 240;

/**
 * A mail's own markup, in a frame where nothing runs and no link leads anywhere. Our page's policy forbids styles in markup, and the frame
 * inherits it: so they are taken out before and set by script after, which is why the frame shares our origin, without being allowed scripts.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const source = useMemo(() => frameSource(html), [html]);
  const [height_px, setHeight] = useState(FIRST_PX);
  return (
    <iframe
      title={title}
      sandbox="allow-same-origin"
      srcDoc={source.html}
      height={height_px}
      onLoad={({ currentTarget }) => setHeight(paintFrame(currentTarget, source) ?? FIRST_PX)}
      className="block w-full rounded-lg border border-line bg-[#fff]"
    />
  );
}
