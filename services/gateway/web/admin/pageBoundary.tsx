import { Button, EmptyState } from '@purser/ui';
import { Component, type ReactNode } from 'react';

/** A fault of a page stays on that page: the way elsewhere and back remains. React asks for a class here. */
export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          title="This page broke"
          text="Nothing you saved was changed. Load it again; if it happens again, tell your administrator."
          action={<Button onClick={() => location.reload()}>Load again</Button>}
        />
      </div>
    );
  }
}
