import { useEffect } from 'preact/hooks'

/** Keeps the panel from going dark in mid-lesson, where the browser can; it lets go by itself when it is hidden. */
export function useWakeLock(on: boolean): void {
  useEffect(() => {
    // Chrome 84, and only on a secure page: the types promise it everywhere.
    const wakeLock = (navigator as Partial<Navigator>).wakeLock
    if (!on || !wakeLock) return
    let lock: WakeLockSentinel | undefined
    let over = false
    const take = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        lock = await wakeLock.request('screen')
        if (over) await lock.release()
      } catch (error) {
        // A battery saver may refuse it: the lesson goes on all the same.
        console.warn('wake lock:', error)
      }
    }
    void take()
    document.addEventListener('visibilitychange', take)
    return () => {
      over = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [on])
}
