export * from '@hotpath/plugin/vite'
export { default } from '@hotpath/plugin/vite'
