import { createStore } from 'zustand/vanilla'
import type { Disk } from '../../core/sync/device-word.ts'

/** What the hub has noticed of this device's disk. Not kept on that disk: the hub says it at each start. */
export const disk = createStore<{ disk: Disk }>(() => ({ disk: 'kept' }))
