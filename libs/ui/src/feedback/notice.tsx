import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../buttons/iconButton.tsx';
import { classes } from '../classes.ts';

export type NoticeTone = 'info' | 'warning' | 'danger' | 'success';

const looks: Record<NoticeTone, { box: string; ink: string; icon: typeof Info }> = {
  info: { box: 'border-line-strong bg-sunken', ink: 'text-brand-text', icon: Info },
  warning: { box: 'border-amber-line bg-amber-soft', ink: 'text-amber', icon: TriangleAlert },
  danger: { box: 'border-red-line bg-red-soft', ink: 'text-red', icon: CircleAlert },
  success: { box: 'border-green-line bg-green-soft', ink: 'text-green', icon: CircleCheck },
};

export type NoticeProps = {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  className?: string;
};

/** Something to know on this page. Of harm it speaks at once, of the rest when there is time. */
export function Notice({ tone = 'info', title, children, action, onDismiss, className }: NoticeProps) {
  const { box, ink, icon: Icon } = looks[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classes('flex items-start gap-3 rounded-lg border px-4 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden size={16} className={classes('mt-0.5 shrink-0', ink)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={classes('text-ink-2', Boolean(title) && 'mt-0.5')}>{children}</div>}
        </div>
        {action && <div className="shrink-0">{action}</div>}
      </div>
      {onDismiss && (
        <IconButton
          label="Dismiss"
          size="small"
          icon={<X aria-hidden size={14} />}
          onClick={onDismiss}
          className="-my-1 -mr-2 pointer-coarse:-my-3"
        />
      )}
    </div>
  );
}
