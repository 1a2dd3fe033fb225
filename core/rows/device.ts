import { clockJumped } from '../facts/kinds/clock-jumped.ts'
import { deviceReported } from '../facts/kinds/device-reported.ts'
import { troubleDismissed } from '../facts/kinds/trouble-dismissed.ts'
import { lastBody } from './last-body.ts'

/** `device/DEVICE`: its latest report. `clock/DEVICE`: its latest jump. `trouble/FACT`: dismissed by a person. */
export const devices = lastBody('device', deviceReported)
export const clocks = lastBody('clock', clockJumped)
export const troubles = lastBody('trouble', troubleDismissed)
