import hotpath from 'hotpath/vite'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [hotpath()] })
