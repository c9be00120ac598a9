/** What a running module tells the development server when its newer copy cannot take its place. */
export const reloadEvent = 'hotpath:reload'
