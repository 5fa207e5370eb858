import { StatementPart } from '../../shared/statement/statementPart.tsx';
import { useTitle } from './useTitle.ts';

/** What moved on this customer's account. */
export function StatementTab({ root }: { root: string }) {
  useTitle('Statement');
  return (
    <>
      <h1 className="mb-4 font-semibold text-lg tracking-tight">Statement of account</h1>
      <StatementPart path="/portal/statement" invoiceAt={(id) => `${root}/invoices/${id}`} mine />
    </>
  );
}
