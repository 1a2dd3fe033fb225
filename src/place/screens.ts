import type { ComponentType } from 'preact'

type Screen = ComponentType<{ path: string[] }>

/**
 * The screens of a place, by the first word of their address; each is loaded when first asked for. `path` is what
 * stands behind that word. A new screen is a file of its feature's folder and a line here;
 * `index.ts` of a folder is for what other features use of it.
 */
export const screens: Record<string, () => Promise<Screen>> = {
  home: async () => (await import('../home/live-home.tsx')).LiveHome,
  lesson: async () => (await import('../classroom/lesson-entry.tsx')).LessonEntry,
  studio: async () => (await import('../studio/studio-screen.tsx')).StudioScreen,
  replay: async () => (await import('../replay/replay-screen.tsx')).ReplayScreen,
  lecture: async () => (await import('../lecture/lecture-screen.tsx')).LectureScreen,
  cancel: async () => (await import('../cancel/cancel-screen.tsx')).CancelScreen,
  'add-lesson': async () => (await import('../add-lesson/add-lesson-screen.tsx')).AddLessonScreen,
  'add-pupil': async () => (await import('../add-pupil/add-pupil-screen.tsx')).AddPupilScreen,
  attendance: async () => (await import('../attendance/attendance-screen.tsx')).AttendanceScreen,
  library: async () => (await import('../library/library-screen.tsx')).LibraryScreen,
  office: async () => (await import('../office/office-screen.tsx')).OfficeScreen,
  picker: async () => (await import('../picker/picker-screen.tsx')).PickerScreen,
  pupil: async () => (await import('../homework/pupil/pupil-screen.tsx')).PupilScreen,
  do: async () => (await import('../homework/do/do-screen.tsx')).DoScreen,
  practice: async () => (await import('../practice/practice-screen.tsx')).PracticeScreen,
  homework: async () => (await import('../homework/mark/homework-screen.tsx')).HomeworkScreen,
  unlock: async () => (await import('../unlock/unlock-screen.tsx')).UnlockScreen,
  device: async () => (await import('../device/device-screen.tsx')).DeviceScreen,
}
