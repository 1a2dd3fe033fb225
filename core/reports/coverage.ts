/** What a class has had of a subject until now, in lessons. */
export interface Course {
  /** What the curriculum asks for a week, and what the timetable has. */
  weekly: number
  timetabled: number
  /** What the curriculum asks for until now. */
  required: number
  held: number
  /** May have been taught: nobody has been heard, or the school does not record such lessons. */
  unknown: number
}

/**
 * What counts for the share of a subject that was taught (开足率): Σ min(实开, 应开) ÷ Σ 应开, so that what one class has
 * too many makes up for no other. What is unknown fills at most what is left.
 */
export function covered(course: Course): { held: number; unknown: number } {
  const held = Math.min(course.held, course.required)
  return { held, unknown: Math.min(course.unknown, course.required - held) }
}

/** Whether the timetable has less than the curriculum asks for. */
export function isBelow(course: Course): boolean {
  return course.timetabled < course.weekly
}
