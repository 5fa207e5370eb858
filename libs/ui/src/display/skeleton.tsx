import { classes } from '../classes.ts';

/** The shape of what is coming. Give it the size of that, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('motion-sheen block h-4 rounded-sm bg-line', className)} />;
}
