import type { Brand } from './model.ts';
import { plainBrand } from './plainBrand.ts';

const fonts: Readonly<Record<Brand['font'], string>> = {
  inter: 'Inter, "Noto Sans", system-ui, sans-serif',
  system: 'system-ui, "Noto Sans", sans-serif',
  serif: 'Georgia, "Noto Serif", serif',
};

/**
 * How `renderArticle` looks under a brand: every rule is about `.purser-document` and what is in it. For a page that puts styles in
 * by itself; `renderHtml` brings them along.
 */
export function documentCss(brand: Brand): string {
  const [color, onColor] = [hex(brand.color, plainBrand.color), hex(brand.onColor, plainBrand.onColor)];
  const radius = Number.isInteger(brand.radius_px) ? Math.min(24, Math.max(0, brand.radius_px)) : plainBrand.radius_px;
  const font = Object.hasOwn(fonts, brand.font) ? fonts[brand.font] : fonts.system;
  return rules({ color, onColor, radius, font, tint: tint(color) }).replace(/\n\s*/g, '\n');
}

function hex(given: string, otherwise: string): string {
  return /^#[0-9a-f]{6}$/i.test(given) ? given : otherwise;
}

/** The colour as a breath on white: dark text reads well on it whatever the colour. */
export function tint(color: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(255 - (255 - part) * 0.07)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

type Look = { color: string; onColor: string; radius: number; font: string; tint: string };

function rules({ color, onColor, radius, font, tint: pale }: Look): string {
  return `.purser-document{container-type:inline-size;box-sizing:border-box;max-width:50rem;margin:0 auto;background:#fff;color:#15181e;
font:14px/1.5 ${font};overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.purser-document *{box-sizing:border-box;margin:0;padding:0;font-weight:inherit;font-size:inherit}
.purser-document .pd-band{height:8px;background:${color}}
.purser-document .pd-body{padding:36px 44px 44px}
.purser-document .pd-head{display:flex;justify-content:space-between;align-items:flex-start;margin-bottom:32px}
.purser-document .pd-logo{display:block;max-width:220px;max-height:56px}
.purser-document .pd-wordmark{font-size:20px;font-weight:700;line-height:1.3;max-width:26rem}
.purser-document .pd-heading{text-align:right;padding-left:24px}
.purser-document .pd-word{font-size:28px;font-weight:700;line-height:1.15;letter-spacing:-.01em}
.purser-document .pd-number{color:#5b6472}
.purser-document .pd-parties{display:flex;margin-bottom:28px}
.purser-document .pd-party{flex:1 1 0;padding-right:24px;min-width:0}
.purser-document .pd-label{color:#5b6472;font-size:12px;font-weight:400}
.purser-document .pd-name{font-weight:700}
.purser-document .pd-amount{display:flex;justify-content:space-between;background:${pale};border-radius:${radius}px;padding:20px 24px;margin-bottom:32px}
.purser-document .pd-amount>div{flex:0 1 55%;min-width:0;padding-right:12px}
.purser-document .pd-amount>:last-child{flex:0 0 auto;min-width:45%;max-width:60%;padding:0}
.purser-document .pd-figure{font-size:30px;font-weight:700;line-height:1.25;font-variant-numeric:tabular-nums;white-space:nowrap}
.purser-document .pd-facts{border-collapse:collapse}
.purser-document .pd-facts th{color:#5b6472;font-weight:400;text-align:left;padding:1px 20px 1px 0;vertical-align:top;white-space:nowrap}
.purser-document .pd-facts td{vertical-align:top;padding:1px 0}
.purser-document .pd-title{font-size:14px;font-weight:700;margin-bottom:6px}
.purser-document .pd-block{margin-bottom:28px}
.purser-document .pd-table{width:100%;border-collapse:collapse;table-layout:fixed;font-variant-numeric:tabular-nums}
.purser-document .pd-table th{color:#5b6472;font-size:12px;font-weight:400;text-align:left;vertical-align:bottom;padding:0 0 6px 12px;border-bottom:1.5px solid #15181e}
.purser-document .pd-table td{vertical-align:top;padding:9px 0 9px 12px;border-bottom:1px solid #e2e6ec}
.purser-document .pd-table th:first-child,.purser-document .pd-table td:first-child{padding-left:0}
.purser-document .pd-table .pd-figures{text-align:right}
.purser-document .pd-remark{color:#5b6472;font-size:12px}
.purser-document .pd-lines{margin-bottom:16px}
.purser-document .pd-sums{margin-left:auto;width:52%;border-collapse:separate;border-spacing:0;font-variant-numeric:tabular-nums}
.purser-document .pd-sums th{font-weight:400;text-align:left;padding:4px 12px;vertical-align:top}
.purser-document .pd-sums td{text-align:right;padding:4px 12px;white-space:nowrap;vertical-align:top}
.purser-document .pd-sums .pd-strong th,.purser-document .pd-sums .pd-strong td{background:${color};color:${onColor};font-weight:700;font-size:16px;padding-top:9px;padding-bottom:9px}
.purser-document .pd-strong th{border-radius:${radius}px 0 0 ${radius}px}
.purser-document .pd-strong td{border-radius:0 ${radius}px ${radius}px 0}
.purser-document .pd-title:has(+.pd-sums){margin-left:48%;padding-left:12px}
.purser-document .pd-beside{display:flex;flex-direction:row-reverse;justify-content:space-between;align-items:flex-start}
.purser-document .pd-beside>:first-child{flex:none;width:52%}
.purser-document .pd-beside>:last-child{flex:none;width:46%;margin:0;padding:4px 12px 0 0}
.purser-document .pd-beside .pd-sums{width:100%}
.purser-document .pd-beside .pd-table{table-layout:auto}
.purser-document .pd-beside .pd-figures{white-space:nowrap}
.purser-document .pd-panel{border:1px solid #e2e6ec;border-radius:${radius}px;padding:16px 20px}
.purser-document .pd-text{white-space:pre-line}
.purser-document .pd-payment{display:flex;justify-content:space-between;align-items:flex-start}
.purser-document .pd-payment>div{min-width:0;padding-right:24px}
.purser-document .pd-url{font-size:12px}
.purser-document .pd-panel.pd-payment{align-items:flex-end}
.purser-document .pd-bank{display:grid;grid-template-columns:max-content 1fr;gap:2px 20px;margin-bottom:16px}
.purser-document .pd-bank dt{color:#5b6472}
.purser-document .pd-code{flex:none;width:108px;height:108px;background:#fff}
.purser-document .pd-body>:last-child{margin-bottom:0}
@container (max-width:36rem){
.purser-document .pd-body{padding:24px 20px 28px}
.purser-document .pd-head,.purser-document .pd-amount,.purser-document .pd-parties{display:block}
.purser-document .pd-heading{text-align:left;padding:16px 0 0}
.purser-document .pd-party{padding:0 0 16px}
.purser-document .pd-parties,.purser-document .pd-head{margin-bottom:16px}
.purser-document .pd-amount>:last-child{max-width:none}
.purser-document .pd-amount .pd-facts{margin-top:14px}
.purser-document .pd-figure{white-space:normal;font-size:min(30px,7cqw)}
.purser-document .pd-table,.purser-document .pd-table tbody,.purser-document .pd-table tr,.purser-document .pd-table td{display:block;width:auto}
.purser-document .pd-table colgroup,.purser-document .pd-table thead{display:none}
.purser-document .pd-table tr{padding:10px 0;border-bottom:1px solid #e2e6ec}
.purser-document .pd-table tr:first-child{border-top:1.5px solid #15181e}
.purser-document .pd-table td{border:0;padding:1px 0}
.purser-document .pd-table td:first-child{padding-bottom:3px}
.purser-document .pd-table .pd-figures:empty{display:none}
.purser-document .pd-table .pd-figures{display:flex;justify-content:space-between}
.purser-document .pd-table .pd-figures::before{content:attr(data-label);color:#5b6472;padding-right:16px}
.purser-document .pd-sums{width:100%}
.purser-document .pd-title:has(+.pd-sums){margin-left:0}
.purser-document .pd-beside{display:block}
.purser-document .pd-beside>:first-child{width:auto}
.purser-document .pd-beside>:last-child{width:auto;padding:20px 0 0}
.purser-document .pd-panel.pd-payment{display:block}
.purser-document .pd-panel.pd-payment>div{padding:0}
.purser-document .pd-panel .pd-code{display:block;margin:10px 0 0 -10px}
}
@media print{
.purser-document{max-width:none;font-size:9pt;line-height:1.36}
.purser-document .pd-band{height:6pt}
.purser-document .pd-body{padding:24pt 0 0}
.purser-document .pd-head{margin-bottom:20pt}
.purser-document .pd-parties,.purser-document .pd-amount,.purser-document .pd-block{margin-bottom:14pt}
.purser-document .pd-lines{margin-bottom:10pt}
.purser-document .pd-word,.purser-document .pd-figure{font-size:20pt}
.purser-document .pd-wordmark{font-size:14pt}
.purser-document .pd-label,.purser-document .pd-remark,.purser-document .pd-table th{font-size:8pt}
.purser-document .pd-title{font-size:9pt}
.purser-document .pd-amount{padding:12pt 14pt}
.purser-document .pd-table td{padding-top:5pt;padding-bottom:5pt}
.purser-document .pd-table th{padding-bottom:4pt}
.purser-document .pd-sums .pd-strong th,.purser-document .pd-sums .pd-strong td{font-size:11pt;padding-top:6pt;padding-bottom:6pt}
.purser-document .pd-sums th{width:43%}
.purser-document .pd-panel{padding:10pt 12pt}
.purser-document .pd-panel.pd-payment{align-items:center}
.purser-document .pd-bank{grid-template-columns:max-content max-content max-content 1fr;grid-auto-flow:row dense;gap:1pt 14pt;margin-bottom:8pt}
.purser-document .pd-bank dt{grid-column:1}
.purser-document .pd-bank dd{grid-column:2}
.purser-document .pd-bank dt.pd-second{grid-column:3}
.purser-document .pd-bank dd.pd-second{grid-column:4}
.purser-document .pd-url{font-size:7pt}
.purser-document .pd-payment>div{padding-right:12pt}
.purser-document .pd-code{width:81pt;height:81pt}
.purser-document tr,.purser-document .pd-amount,.purser-document .pd-parties,.purser-document .pd-panel,.purser-document .pd-sums,.purser-document .pd-beside,.purser-document .pd-taxes,.purser-document .pd-ageing,.purser-document .pd-payment{break-inside:avoid}
}`;
}
