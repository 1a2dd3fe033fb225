import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { installDebianPackages } from '../../machine/debian.ts'
import type { Wire } from '../../network/wire.ts'

/** A firewall before the hub that lets no UDP in, as a school's network lets none out: what runs at the far end is reached by TCP alone. */
export async function blockUdp({ run, far }: Wire): Promise<void> {
  if (spawnSync('iptables', ['-V']).error) installDebianPackages(['iptables'])
  for (const chain of ['INPUT', 'OUTPUT']) {
    const rule = chain === 'INPUT' ? ['!', '-i', 'lo'] : ['!', '-o', 'lo']
    const [code] = await once(run('iptables', ['-A', chain, ...rule, '-p', 'udp', '-j', 'DROP']), 'exit')
    if (code !== 0) throw new Error(`no firewall at ${far}`)
  }
}
