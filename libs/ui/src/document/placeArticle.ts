/**
 * Puts a rendered document into a shadow tree. The policy of our pages forbids styles in markup, so the sheet is made by script and the
 * few style attributes are set one by one; both are allowed, since a stranger's markup could do neither.
 */
export function placeArticle(host: HTMLElement, html: string, css: string): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  // Renamed before the browser reads it, which would refuse it even in an inert document. Texts carry no quote: the renderer escapes it.
  const parsed = new DOMParser().parseFromString(html.replaceAll(' style="', ' data-style="'), 'text/html');
  const styled = parsed.body.querySelectorAll<HTMLElement>('[data-style]');
  root.replaceChildren(...parsed.body.childNodes);
  for (const element of styled) {
    element.style.cssText = element.dataset.style ?? '';
    element.removeAttribute('data-style');
  }
}
