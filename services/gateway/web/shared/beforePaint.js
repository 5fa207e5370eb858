// Runs in the page's head, before anything is shown. It may fail at nothing: a page without theme or brand is still a page.
// Its key is THEME_KEY of the component library, its properties are those of applyBrand.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('purser.theme');
    if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
  } catch {}
  try {
    const { brand, locale } = JSON.parse(document.getElementById('boot').textContent);
    if (locale) root.lang = locale;
    if (!brand) return;
    root.style.setProperty('--brand', brand.color);
    root.style.setProperty('--on-brand', brand.onColor);
    root.style.setProperty('--radius', `${brand.radius_px}px`);
  } catch {}
})();
