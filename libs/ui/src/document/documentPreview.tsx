import { type DocumentModel, documentCss, renderArticle } from '@purser/document';
import { useLayoutEffect, useRef } from 'react';
import { useWidth } from '../charts/useWidth.ts';
import { classes } from '../classes.ts';
import { placeArticle } from './placeArticle.ts';

/** The width at which a document looks as it does on paper. */
const PAPER_PX = 800;
/** Below this paper would be too small to read, and the document flows instead. */
const FLOW_BELOW_PX = 440;

/** The page has Inter under the name of its variable cut. */
const OUR_INTER = '.purser-document{font-family:"Inter Variable",system-ui,sans-serif}';

export type DocumentPreviewProps = {
  model: DocumentModel;
  className?: string;
};

/** The document as its reader will get it, in the width there is. Its styles are its own: neither side's reach the other. */
export function DocumentPreview({ model, className }: DocumentPreviewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const html = renderArticle(model);
  const css = documentCss(model.brand) + (model.brand.font === 'inter' ? OUR_INTER : '');
  useLayoutEffect(() => {
    if (host.current) placeArticle(host.current, html, css);
  }, [html, css]);
  const flows = width < FLOW_BELOW_PX;
  return (
    <div
      ref={frame}
      className={classes('min-w-0 overflow-hidden rounded-lg border border-line bg-[#fff] shadow-card', className)}
    >
      <div ref={host} style={flows || width === 0 ? undefined : { width: PAPER_PX, zoom: width / PAPER_PX }} />
    </div>
  );
}
