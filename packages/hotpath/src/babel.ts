export * from '@hotpath/plugin/babel'
export { default } from '@hotpath/plugin/babel'
