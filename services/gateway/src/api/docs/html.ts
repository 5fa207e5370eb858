/** Text as HTML shows it, in elements and in quoted attributes. */
export function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

export function page(title: string, nonce: string, body: string, script = ''): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
${script ? `<script nonce="${nonce}">${script}</script>` : ''}
</body>
</html>`;
}

const style = `
:root{color-scheme:light dark;--ink:light-dark(#16181d,#e8eaee);--soft:light-dark(#5b6270,#9aa3b2);--line:light-dark(#e3e6eb,#2b303a);
--page:light-dark(#fff,#14161a);--panel:light-dark(#f6f7f9,#1c1f25);--brand:light-dark(#1f4fd8,#8fb0ff)}
*{box-sizing:border-box}
body{margin:0;font:15px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page)}
header,main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem}
header{padding-bottom:0}
h1{font-size:1.6rem;margin:0 0 .5rem}
h2{font-size:1.15rem;margin:2.25rem 0 .75rem;scroll-margin-top:1rem}
p{margin:.4rem 0;max-width:44rem}
a{color:var(--brand)}
nav{display:flex;flex-wrap:wrap;gap:.35rem 1rem;margin:1rem 0 0}
input{width:100%;margin-top:1rem;padding:.6rem .75rem;font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:.5rem}
details{border:1px solid var(--line);border-radius:.5rem;margin:.4rem 0}
details[open]{background:var(--panel)}
summary{display:flex;flex-wrap:wrap;gap:.15rem .75rem;align-items:baseline;padding:.55rem .75rem;cursor:pointer}
summary b{font:600 .75rem/1.4 ui-monospace,monospace;width:3.6rem;color:var(--brand)}
summary code{overflow-wrap:anywhere}
summary span{color:var(--soft)}
details>div{padding:.25rem .75rem .75rem}
code,pre{font:.85rem/1.5 ui-monospace,monospace}
pre{position:relative;margin:.4rem 0;padding:.75rem;overflow:auto;background:var(--page);border:1px solid var(--line);border-radius:.4rem}
h3{font-size:.85rem;margin:.9rem 0 .25rem;color:var(--soft)}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line)}
td:first-child{white-space:nowrap}
button{font:inherit;font-size:.8rem;padding:.15rem .6rem;border:1px solid var(--line);border-radius:.35rem;background:var(--page);color:inherit;cursor:pointer}
`;
