/** The suite's page, in light and dark: hotpath's columns in one hue, peers in others. */
export const style = `
:root { color-scheme: light dark; --dim: light-dark(#667, #99a); --line: light-dark(#ddd, #333);
  --c0: light-dark(#60a5fa, #93c5fd); --c1: light-dark(#1d4ed8, #3b82f6); --c2: light-dark(#0d9488, #4fd1c5);
  --c3: light-dark(#a16207, #facc15); --c4: light-dark(#c2410c, #fb923c); --c5: light-dark(#7e22ce, #c084fc);
  --c6: light-dark(#be185d, #f472b6); --slow: light-dark(#c00, #ff7b72) }
body { font: 15px/1.4 system-ui, sans-serif; max-width: 66rem; margin: 2rem auto; padding: 0 1rem;
  background: light-dark(#fff, #16181d); color: light-dark(#222, #ddd) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top }
thead th { border: 0 } th { font-weight: 600 } small, .dim { color: var(--dim); font-weight: 400 }
td { white-space: nowrap } td.bars { width: 50%; padding-right: 0 } .duels td { white-space: normal }
.bar { display: flex; align-items: center; gap: .5rem; font-size: .85rem; line-height: 1.3; white-space: nowrap }
.bar i { height: .6rem; border-radius: 2px; flex: none; min-width: 1px } .slow { color: var(--slow) }
@media (max-width: 45rem) { thead { display: none } tr { display: flex; flex-wrap: wrap; column-gap: 1rem;
  border-top: 1px solid var(--line) } th, td { border: 0 } td.bars { width: 100% } }
.key { position: sticky; top: 0; margin: 0; padding: .5rem 0; background: light-dark(#fff, #16181d) }
.key span { margin-right: 1rem; white-space: nowrap }
.key i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .3rem }
`
