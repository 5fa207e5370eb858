import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether the element is narrower than that, measured before the first paint and kept true. */
export function useNarrow(element: RefObject<HTMLElement | null>, below_px: number): boolean {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => setNarrow(measured.clientWidth < below_px);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, below_px]);
  return narrow;
}
