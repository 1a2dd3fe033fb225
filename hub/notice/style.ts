/** How the notice looks, on a grandmother's telephone and on A4. */
export const noticeStyle = `
* { box-sizing: border-box; margin: 0; }
body { background: #fbf8f1; color: #23211d; font: 1.125rem/1.6 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
:lang(en) body { font-family: "Segoe UI", Roboto, "Noto Sans", Arial, "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; background: #fffdf8; }
h1 { font-size: 1.6rem; line-height: 1.3; margin-bottom: 1rem; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; }
p + p { margin-top: .5rem; }
ul { padding-inline-start: 1.4em; }
.other { float: inline-end; font-size: 1rem; }
a { color: #b83c0a; }
.lesser { margin-top: 1.25rem; color: #6b665b; font-size: .9375rem; }
table { width: 100%; border-collapse: collapse; font-size: 1rem; line-height: 1.45; }
th, td { padding: .4rem .6rem; border: 1px solid #cfc6b3; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #f3eee2; font-weight: 600; }
tbody th { width: 6.5em; }
.topics th:nth-child(3) { width: 20%; }
.topics th:nth-child(4) { width: 25%; }
.lines { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .25rem 1.5rem; }
.lines div { display: flex; gap: .75em; }
dt { font-weight: 600; }
.lines dt { flex: none; color: #6b665b; font-weight: 400; }
.rights div { display: flex; gap: 1em; padding: .25rem 0; }
.rights dt { flex: none; width: 6.5em; }
.slip { margin-top: 2rem; padding-top: .25rem; border-top: 2px dashed #8a8272; }
.ticks { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: .5rem 0; font-size: 1.1875rem; }
.slip dd { overflow: hidden; }
@media (max-width: 40rem) {
  table, tbody, tr, td, tbody th { display: block; width: auto; border: 0; padding: .15rem 0; }
  thead { display: none; }
  td[data-is]::before { content: attr(data-is) "  "; color: #6b665b; }
  tr { padding: .6rem 0; border-bottom: 1px solid #cfc6b3; }
  .rights div { display: block; }
}
@page { size: A4; margin: 14mm; }
@media print {
  body, main { background: #fff; color: #000; }
  body { font-size: 10.5pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 16pt; }
  h2 { font-size: 12pt; margin-top: 4mm; break-after: avoid; }
  table { font-size: 9.5pt; }
  .lesser { font-size: 9pt; color: #333; }
  .other { display: none; }
  tr, .rights div, .slip { break-inside: avoid; }
  .annex { break-before: page; }
  .lines { grid-template-columns: 1fr 1fr; }
}
`
