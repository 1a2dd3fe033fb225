/**
 * The most written homework a day may have, all subjects together, in minutes: none in grades 1 and 2, 60 in grades 3
 * to 6, 90 in junior secondary (教育部办公厅《关于加强义务教育学校作业管理的通知》, 2021). A room with several grades keeps
 * to the youngest's.
 */
export function dailyMinutes(grades: readonly number[]): number {
  const youngest = Math.min(...grades)
  if (youngest <= 2) return 0
  return youngest <= 6 ? 60 : 90
}

export interface MinutesOfDay {
  allowed: number
  /** Written homework already set for that day. */
  set: number
  left: number
}

/** What may still be set for a day. @param set the minutes of each written piece that is already set for it */
export function minutesOfDay(grades: readonly number[], set: readonly number[]): MinutesOfDay {
  const allowed = dailyMinutes(grades)
  const total = set.reduce((sum, minutes) => sum + minutes, 0)
  return { allowed, set: total, left: Math.max(0, allowed - total) }
}
