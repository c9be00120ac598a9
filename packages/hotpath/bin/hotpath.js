#!/usr/bin/env node
import module from 'node:module'

// From Node 22.8 on, what is loaded is kept compiled.
module.enableCompileCache?.()
await import('../dist/cli.js')
