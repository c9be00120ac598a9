/** The page's styles: its own colours in both themes, the margin, a list beside the source or above it. */
export const pageStyle = `
:root{color-scheme:light dark;--bg:light-dark(#fff,#0d1117);--panel:light-dark(#f6f8fa,#151b23);
--line:light-dark(#d1d9e0,#30363d);--text:light-dark(#1f2328,#e6edf3);--soft:light-dark(#59636e,#9198a1);
--blue:light-dark(#0969da,#4493f8);--check:light-dark(#fff1b8,#3d3109);--cross:light-dark(#ffdfc2,#46270b);
--js:light-dark(#ffdad7,#4d1716);--ok:light-dark(#1a7f37,#3fb950);--amber:light-dark(#8a5a00,#d9a520);
--orange:light-dark(#b04700,#f0883e);--red:light-dark(#c0262d,#ff7b72);--simd:light-dark(#6f42c1,#b18cf5)}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.5 system-ui,sans-serif}
code,pre,.row,summary.row{font:12.5px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--blue);outline-offset:-2px;border-radius:3px}
header{display:flex;flex-wrap:wrap;align-items:center;gap:6px 18px;padding:10px 18px;border-bottom:1px solid var(--line);
background:var(--panel);position:sticky;top:0;z-index:2}
h1{font-size:16px;margin:0}header .sum{color:var(--soft)}header .tools{margin-left:auto;display:flex;gap:14px;align-items:center}
button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:2px 10px;cursor:pointer}
.layout{display:grid;grid-template-columns:minmax(230px,290px) minmax(0,1fr)}
nav{border-right:1px solid var(--line);padding:10px;position:sticky;top:48px;align-self:start;height:calc(100vh - 48px);overflow:auto}
nav h2{font-size:12px;color:var(--soft);margin:12px 6px 4px;font-weight:600;overflow-wrap:anywhere}
nav a{display:block;padding:5px 8px;border-radius:6px;color:inherit}nav a:hover{background:var(--panel);text-decoration:none}
nav b{font-weight:600;overflow-wrap:anywhere}nav small{display:block;color:var(--soft)}
.verdict{font-weight:600}.v-wasm{color:var(--ok)}.v-slow{color:var(--amber)}.v-lifted{color:var(--orange)}.v-js{color:var(--red)}
#live{font-size:12px;padding:0 9px;border:1px solid currentColor;border-radius:9px;color:var(--soft)}#live:empty{display:none}
#live[data-state=live]{color:var(--ok)}#live[data-state=offline]{color:var(--red)}
.note{margin:10px 18px;padding:8px 12px;border:1px solid var(--line);border-left:4px solid var(--amber);border-radius:6px;background:var(--panel);overflow-wrap:anywhere}
html:has(#live){overflow-anchor:none}
main h2 .of{color:var(--soft);font-weight:400}
main{padding:0 0 60vh;min-width:0}
main h2{font-size:14px;margin:0;padding:14px 18px 6px;overflow-wrap:anywhere}
.legend{padding:8px 18px 0;color:var(--soft);display:flex;flex-wrap:wrap;gap:4px 14px;font-size:13px}
.legend i{display:inline-block;width:12px;height:12px;border:1px solid var(--line);border-radius:3px;vertical-align:-1px;margin-right:5px}
.row{display:grid;grid-template-columns:52px minmax(0,1fr) auto;padding:0 14px 0 0;border-left:4px solid transparent;scroll-margin-top:60px}
summary.row{cursor:pointer;list-style:none}summary.row::-webkit-details-marker{display:none}
summary.row .n::after{content:'+';position:absolute;right:3px;color:var(--blue)}details[open]>summary.row .n::after{content:'−'}
.row .n{color:var(--soft);text-align:right;padding-right:16px;position:relative;user-select:none}.row .n a{color:inherit}
.src{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:2}
.badges{display:flex;flex-wrap:wrap;gap:4px;justify-content:flex-end;align-items:center;padding-left:10px}
.badge{font:600 11px/1.5 system-ui,sans-serif;padding:0 7px;border-radius:9px;border:1px solid currentColor;color:var(--soft);white-space:nowrap}
.badge.simd{color:var(--simd)}.badge.why{font-weight:400;border-style:dashed;white-space:normal;max-width:380px;border-radius:8px}.badge.no{color:var(--red)}
.check{background:var(--check);border-left-color:var(--amber)}.crossing{background:var(--cross);border-left-color:var(--orange)}
.javascript{background:var(--js);border-left-color:var(--red)}.arithmetic{border-left-color:var(--ok)}
.at>.row,.row.at{box-shadow:inset 0 0 0 2px var(--blue)}
.body{padding:8px 18px 12px 62px;background:var(--panel);border-block:1px solid var(--line)}
.body ul{margin:0 0 6px;padding-left:18px}.body h3{font-size:13px;margin:10px 0 2px}.body p{margin:2px 0}
.body .of{color:var(--soft)}table{border-collapse:collapse;margin:4px 0;font-size:13px}
td{padding:2px 14px 2px 0;vertical-align:top}td:first-child{white-space:nowrap}
pre{margin:4px 0;padding:10px;background:var(--bg);border:1px solid var(--line);border-radius:6px;overflow:auto;max-height:420px}
.body details>summary{cursor:pointer;color:var(--blue)}
body:has(#problems:checked) :is(section:not(:has(.problem)),nav div:not(:has(.problem)),.row:not(.problem),details:not(.problem):has(>.row),nav a:not(.problem)){display:none}
@media(max-width:760px){.layout{display:block}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}
header{position:static;padding:10px 12px}header .tools{margin-left:0}
.row{grid-template-columns:40px minmax(0,1fr);padding-right:6px}.badges{grid-column:2;justify-content:flex-start;padding:0 0 3px}
.row .n{padding-right:13px}.body{padding:8px 12px}td{padding-right:8px}td:first-child{white-space:normal}main h2,.legend{padding-inline:12px}}
@media print{nav,.tools{display:none}.layout{display:block}}
`
