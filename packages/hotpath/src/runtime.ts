export * from '@hotpath/runtime'
