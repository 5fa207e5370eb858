import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classes } from '../classes.ts';

/** A text that people take elsewhere (an id, an address), with a button that copies it. */
export function CopyText({
  text,
  label,
  mono = true,
  className,
}: {
  text: string;
  label?: string;
  mono?: boolean;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Where the browser refuses, the text stands beside the button to be selected.
      setCopied(false);
    }
  };
  return (
    <span className={classes('inline-flex min-w-0 max-w-full items-center gap-1', className)}>
      <span className={classes('min-w-0 select-all truncate', mono && 'font-mono text-xs')} title={text}>
        {text}
      </span>
      <button
        type="button"
        onClick={copy}
        aria-label={`Copy ${label ?? text}`}
        className="relative grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 after:absolute after:-inset-1 hover:bg-hover hover:text-ink"
      >
        {copied ? <Check aria-hidden size={13} className="text-green" /> : <Copy aria-hidden size={13} />}
      </button>
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </span>
  );
}
