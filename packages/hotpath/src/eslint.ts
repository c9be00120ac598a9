export { default } from '@hotpath/plugin/eslint'
