import { ensureCurrentChromium } from './current.ts'
import { unpackFloorBuild } from './floor.ts'
import { floorPackages, floorRunsHere, type FloorVersion } from './versions.ts'
