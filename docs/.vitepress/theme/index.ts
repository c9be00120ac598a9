import theme from 'vitepress/theme-without-fonts'
// biome-ignore lint/correctness/useImportExtensions: a style sheet has no other name
import './style.css'

export default theme
