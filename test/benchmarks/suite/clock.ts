/** Milliseconds this process has computed; in a browser, which does not tell, milliseconds that have passed. */
export const cpuTime: () => number =
  typeof process === 'object'
    ? () => {
        const { user, system } = process.cpuUsage()
        return (user + system) / 1000
      }
    : () => performance.now()
