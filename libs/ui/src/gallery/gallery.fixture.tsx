import './gallery.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from '../feedback/toaster.tsx';
import { applyBrand } from '../theme/brand.ts';
import { adoptNonce } from '../theme/nonce.ts';
import { UiProvider } from '../theme/surroundings.tsx';
import { showTheme } from '../theme/theme.ts';
import { AuthPart, EditorPart } from './editorPart.fixture.tsx';
import { FiguresPart } from './figuresPart.fixture.tsx';
import { FormPart } from './formPart.fixture.tsx';
import { PanelPart } from './panelPart.fixture.tsx';
import { WordsPart } from './wordsPart.fixture.tsx';

const parts: Record<string, () => ReactNode> = {
  panel: PanelPart,
  form: FormPart,
  words: WordsPart,
  figures: FiguresPart,
  editor: EditorPart,
  auth: AuthPart,
};

const address = new URLSearchParams(location.search);
const Part = parts[address.get('part') ?? 'panel'] ?? PanelPart;
const theme = address.get('theme');
showTheme(theme === 'dark' || theme === 'light' ? theme : 'system');
adoptNonce();
if (address.get('brand') === 'yellow')
  applyBrand({ color: '#f5c400', onColor: '#1a1500', radius_px: 16, font: 'serif', logo: null });

const now = () => new Date('2026-03-14T12:00:00Z');
const navigate = (href: string) => {
  history.pushState(null, '', href);
  dispatchEvent(new PopStateEvent('popstate'));
};

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <UiProvider locale="en-GB" timeZone="Europe/London" now={now} navigate={navigate}>
        <Part />
        <Toaster />
      </UiProvider>
    </StrictMode>,
  );
