import { ButtonLink, PageHeader, Panel, type PanelView } from '@purser/ui';
import { usePanel } from '../../shared/usePanel.ts';
import { idIn, routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';

export function PaymentsPage() {
  useTitle('Payments');
  const shown = usePanel('/panels/payments');
  return (
    <>
      <PageHeader
        title="Payments"
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={routes.payouts}>Payouts</ButtonLink>
            <ButtonLink href={routes.reconciliation}>Reconciliation</ButtonLink>
            <ButtonLink href={routes.autopay}>Coming run</ButtonLink>
            <ButtonLink href={routes.disputes}>Disputes</ButtonLink>
          </div>
        }
      />
      <Panel {...shown} view={shown.view && withPayments(shown.view)} remember="payments" />
    </>
  );
}

/** A payment that came in opens itself; a try that brought nothing opens its invoice, where it is told. */
export function withPayments(view: PanelView): PanelView {
  const rows = view.rows.map((row) => {
    const { status } = row.cells;
    const came = status?.kind === 'status' && status.status === 'succeeded' && idIn('pay', row.id);
    return came ? { ...row, href: routes.payment(row.id) } : row;
  });
  return { ...view, rows };
}
