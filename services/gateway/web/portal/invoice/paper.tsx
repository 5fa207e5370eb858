import type { DocumentModel } from '@purser/document';
import { DocumentPreview } from '@purser/ui';

/** The document itself, as it was mailed. */
export function Paper({ model, label = 'The invoice' }: { model: DocumentModel; label?: string }) {
  return (
    <section aria-label={label}>
      <DocumentPreview model={model} />
    </section>
  );
}
