import { createStore } from 'zustand/vanilla'
import type { Disk } from '../../core/sync/device-word.ts'

/** What the hub has noticed of this device's disk, as far as is known here. */
export const disk = createStore<{ disk: Disk }>(() => ({ disk: 'kept' }))
