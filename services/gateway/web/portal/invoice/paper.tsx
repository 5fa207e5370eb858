import type { DocumentModel } from '@purser/document';
import { DocumentPreview } from '@purser/ui';

/** The document itself, as it was mailed. */
export function Paper({ model }: { model: DocumentModel }) {
  return (
    <section aria-label="The invoice">
      <DocumentPreview model={model} />
    </section>
  );
}
