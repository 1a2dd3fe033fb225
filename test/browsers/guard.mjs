/**
 * Runs a browser in a process group of its own, until the browser ends or this process's standard input does; then the
 * whole group is killed. Standard input is a pipe from the test, so a browser never outlives its test, however that ends.
 */
import { spawn } from 'node:child_process'

const [executable, ...args] = process.argv.slice(2)
const browser = spawn(executable, args, { detached: true, stdio: ['ignore', 'ignore', 'inherit'] })

browser.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
browser.on('exit', (code) => {
  killGroup()
  process.exit(code ?? 0)
})
process.stdin.on('end', killGroup).resume()

function killGroup() {
  if (browser.pid === undefined) return
  try {
    process.kill(-browser.pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
