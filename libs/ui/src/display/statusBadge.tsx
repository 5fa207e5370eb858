import { Ban, Check, Circle, CircleAlert, CircleDot, TriangleAlert } from 'lucide-react';
import { Badge, type Tone } from './badge.tsx';
import { statusOf } from './statuses.ts';

const icons: Record<Tone, typeof Check> = {
  neutral: Circle,
  info: CircleDot,
  success: Check,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/** A status as its word, its tone, and a sign that reads without colour. */
export function StatusBadge({ status }: { status: string }) {
  const { word, tone } = statusOf(status);
  const Icon = status === 'void' || status === 'cancelled' ? Ban : icons[tone];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden size={11} strokeWidth={2.5} className="shrink-0" />}>
      {word}
    </Badge>
  );
}
