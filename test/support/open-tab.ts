import { launch } from 'puppeteer-core'
import { launchChromium } from './launch-chromium.js'

/** A page in one of the machine's browsers. */
export interface Tab {
  /** The browser's name and version. */
  readonly version: string
  /** What an expression gives in the page, once it is there. */
  readonly evaluate: <Result>(expression: string) => Promise<Result>
  readonly close: () => Promise<void>
}

/** Opens an address in the machine's own browser of this kind, headless, and waits until it has loaded. */
export function openTab(kind: 'chromium' | 'firefox', path: string, url: string): Promise<Tab> {
  return kind === 'chromium' ? openInChromium(url) : openInFirefox(path, url)
}

async function openInChromium(url: string): Promise<Tab> {
  const browser = await launchChromium()
  const page = await browser.newPage()
  await page.goto(url)
  return {
    version: `Chromium ${browser.version()}`,
    evaluate: <Result>(expression: string) => page.evaluate(expression) as Promise<Result>,
    close: () => browser.close(),
  }
}

async function openInFirefox(executablePath: string, url: string): Promise<Tab> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // A kernel of the suite takes longer than a call of the protocol may by default.
    protocolTimeout: 0,
    // Its clock is rounded to a millisecond otherwise, which is as long as the shortest kernels take.
    extraPrefsFirefox: { 'privacy.reduceTimerPrecision': false, 'dom.max_script_run_time': 0 },
  })
  const page = await browser.newPage()
  await page.goto(url)
  return {
    version: `Firefox ${(await browser.version()).replace(/^.*\//, '')}`,
    evaluate: <Result>(expression: string) => page.evaluate(expression) as Promise<Result>,
    close: () => browser.close(),
  }
}
