import { describe } from 'vitest'
import { keepsAllPromises } from './promises.ts'

describe('whatever the lines, the clocks, the power and the disks do', () => keepsAllPromises(151, 200))
